package vn.hoixa.matching;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What was learnt from a version of the knowledge.
 *
 * @param classifier tells guides apart
 * @param facets tells what is asked
 * @param ranker weighs all that speaks for a guide
 */
record Model(Classifier classifier, FacetModel facets, Ranker ranker) {

    void write(OutputStream to) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(to, 1 << 16))) {
            classifier.write(out);
            facets.write(out);
            ranker.write(out);
        }
    }

    static Model read(InputStream from) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(from, 1 << 16))) {
            return new Model(Classifier.read(in), FacetModel.read(in), Ranker.read(in));
        }
    }
}
