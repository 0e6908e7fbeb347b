package io.dogwatch.web.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares the allowed values of a string for the OpenAPI document. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface ChoiceParam {

    /** The values; empty if {@link #words} names an enum. */
    String[] value() default {};

    /** An enum with a {@code word()} method. */
    Class<?> words() default Void.class;
}
