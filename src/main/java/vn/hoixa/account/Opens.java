package vn.hoixa.account;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * To whom a page opens; on a method it stands instead of that on its class. A page of the console without it opens to
 * nobody.
 *
 * <p>Where the address has a variable {@code commune}, one of the roles has to be held in that commune; where it has
 * none, in all of them ({@link Membership#EVERYWHERE}), unless {@link #anywhere} is enough.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Opens {
    Role[] to();

    /** Whether holding a role in any commune is enough; the page then shows only what belongs to those. */
    boolean anywhere() default false;
}
