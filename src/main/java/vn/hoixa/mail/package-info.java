/** E-mail to those who run HoiXa or work with it; never to residents. */
@NullMarked
package vn.hoixa.mail;

import org.jspecify.annotations.NullMarked;
