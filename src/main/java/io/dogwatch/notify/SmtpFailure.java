package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a server's refusal of a letter means.
 *
 * @param isForGood every code it gave was a 5xx that is about the letter
 * @param reachedSomebody at least one recipient's copy was taken
 * @param why one line
 */
record SmtpFailure(boolean isForGood, boolean reachedSomebody, String why) {

    private static final Pattern TOKEN_REFUSED = Pattern.compile("^334 ([A-Za-z0-9+/=]{4,2000})\\s*$");

    static SmtpFailure of(MessagingException failure) {
        List<Integer> codes = new ArrayList<>();
        boolean reachedSomebody = false;
        for (Exception next = failure; next != null; next = next(next)) {
            int code = code(next);
            if (code > 0) {
                codes.add(code);
            }
            if (next instanceof SendFailedException sent
                    && sent.getValidSentAddresses() != null
                    && sent.getValidSentAddresses().length > 0) {
                reachedSomebody = true;
            }
        }
        boolean isForGood = !codes.isEmpty() && codes.stream().allMatch(SmtpFailure::isAboutTheLetter);
        return new SmtpFailure(isForGood, reachedSomebody, describe(failure));
    }

    /** The messages of the whole chain in one line, each once. */
    static String describe(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable next = failure; next != null && messages.size() < 4; next = next.getCause()) {
            String message = PlainText.line(
                    next.getMessage() == null ? next.getClass().getSimpleName() : readable(next.getMessage()), 200);
            if (!message.isEmpty() && messages.stream().noneMatch(said -> said.contains(message))) {
                messages.add(message);
            }
        }
        return String.join(": ", messages);
    }

    /** With XOAUTH2, a server says in Base64 why it does not take a token. */
    private static String readable(String message) {
        Matcher refusal = TOKEN_REFUSED.matcher(message);
        if (!refusal.find()) {
            return message;
        }
        try {
            String why = new String(Base64.getDecoder().decode(refusal.group(1)), StandardCharsets.UTF_8);
            return "the token was refused: " + why;
        } catch (IllegalArgumentException e) {
            return "the token was refused: " + refusal.group(1);
        }
    }

    /** RFC 4954: 530, 534, 535 and 538 ask for other credentials or for encryption; a person can mend that. */
    private static boolean isAboutTheLetter(int code) {
        return code >= 500 && code < 600 && code != 530 && code != 534 && code != 535 && code != 538;
    }

    private static int code(Exception failure) {
        return switch (failure) {
            case SMTPSendFailedException e -> e.getReturnCode();
            case SMTPAddressFailedException e -> e.getReturnCode();
            case SMTPSenderFailedException e -> e.getReturnCode();
            default -> 0;
        };
    }

    private static @Nullable Exception next(Exception failure) {
        return failure instanceof MessagingException chained ? chained.getNextException() : null;
    }
}
