package io.dogwatch.web.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a method of the API takes and answers, where its signature does not say so. The API's document is made from it, and a
 * test holds every answer against the document.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Contract {

    /** A record whose components are the parameters of the query. */
    Class<?> query() default Void.class;

    /** A record whose components are the keys of the JSON object in the request's body. */
    Class<?> body() default Void.class;

    /** A body that is granted, as JSON. */
    String example() default "";

    /** What is answered when all is well, if the method itself only returns a {@code Response}. */
    Class<?> answer() default Void.class;

    /** Whether it is a list of them, with a {@code Link} to the next page. */
    boolean paged() default false;

    /** The status of that answer. */
    int status() default 200;

    /** Statuses by which it is refused because of how things stand, beside those that every such method has. */
    int[] refusals() default {};
}
