package io.dogwatch.web.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text that is one of a closed list of words; for the API's document. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface ChoiceParam {

    /** The words themselves; none if {@link #words} names them. */
    String[] value() default {};

    /** An enum each of whose constants has a {@code word()}. */
    Class<?> words() default Void.class;
}
