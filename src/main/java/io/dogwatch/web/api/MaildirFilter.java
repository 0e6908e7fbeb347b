package io.dogwatch.web.api;

import io.dogwatch.web.view.SentMails;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;

/**
 * Query parameters for the maildir.
 *
 * @param limit the page size
 * @param page from 1
 */
record MaildirFilter(
        @Min(1) @Max(SentMails.LISTED) @DefaultValue("" + SentMails.LISTED)
        int limit,

        @Min(1) @Max(MailSearch.MAX_PAGES) @DefaultValue("1")
        int page) {}
