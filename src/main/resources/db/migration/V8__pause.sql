-- A window during which its targets are not watched at all: then holds_restarts and mutes_notifications are set, too.
ALTER TABLE hold_window ADD COLUMN pauses_watching INTEGER NOT NULL DEFAULT 0;
