package vn.hoixa.dossier;

import java.util.Optional;
import vn.hoixa.knowledge.Commune;

/**
 * Where to ask after a dossier: today the list that the commune imported, one day its one-stop software itself.
 *
 * <p>Called outside of any transaction, by whoever answers a resident: an implementation that asks over the network is
 * to give up within a few seconds, and then to find nothing.
 */
public interface Dossiers {
    /** The commune's dossier with that code; empty where there is none, or nobody to ask. */
    Optional<Dossier> find(Commune commune, DossierCode code);
}
