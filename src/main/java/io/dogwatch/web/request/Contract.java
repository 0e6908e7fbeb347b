package io.dogwatch.web.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes parts of an API method that its signature does not show. The OpenAPI document is generated from it, and a
 * test validates every response against the document.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Contract {

    /** A record with the query parameters as components. */
    Class<?> query() default Void.class;

    /** A record with the keys of the JSON request body as components. */
    Class<?> body() default Void.class;

    /** An example of a valid JSON body. */
    String example() default "";

    /** The response type, if the method returns a {@code Response}. */
    Class<?> answer() default Void.class;

    /** Whether the response is a list of that type, with a {@code Link} to the next page. */
    boolean paged() default false;

    /** The status of a successful response. */
    int status() default 200;

    /** Additional error statuses of this method. */
    int[] refusals() default {};
}
