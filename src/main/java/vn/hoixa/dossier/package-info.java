/** Where dossiers stand that residents handed in: the lists that communes import, and looking a code up in them. */
@NullMarked
package vn.hoixa.dossier;

import org.jspecify.annotations.NullMarked;
