package vn.hoixa.editing;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Wording;

/** What a commune's editors said, as files for the commune's folder of a knowledge base. */
@Component
public class GuideFiles {
    private static final int LONGEST_NAME = 80;

    /** As {@link Wording#file} writes them, in the front matter. */
    private static final Pattern PHRASINGS = Pattern.compile("(?m)^phrasings:\\n(?: {2}- .*\\n)+");

    private final Wordings wordings;

    GuideFiles(Wordings wordings) {
        this.wordings = wordings;
    }

    /**
     * Texts by path. How residents ask for a shared guide belongs to the guide itself, so it stands in files beside.
     *
     * @param own texts of editors by code
     */
    public SortedMap<String, String> of(Commune commune, SortedMap<String, String> own) {
        SortedMap<String, String> files = new TreeMap<>();
        own.forEach((code, text) -> {
            Wording wording = wordings.own(commune, code);
            String phrasings = wording.parts().get(Wording.PHRASINGS);
            boolean isShared = !wordings.below(commune, code).isEmpty();
            if (!isShared || phrasings == null) {
                put(files, "communes/" + safe(commune.id()) + "/guides/" + safe(code), ".md", text);
                return;
            }
            put(files, "phrasings/" + safe(code), ".txt", phrasings + "\n");
            if (wording.parts().size() > 1) {
                String without = PHRASINGS.matcher(text).replaceFirst("");
                put(files, "communes/" + safe(commune.id()) + "/guides/" + safe(code), ".md", without);
            }
        });
        return files;
    }

    /** Two codes may be alike where only their odd letters differ. */
    private static void put(SortedMap<String, String> files, String name, String end, String text) {
        String free = name + end;
        for (int i = 2; files.containsKey(free); i++) {
            free = name + "-" + i + end;
        }
        files.put(free, text);
    }

    /** A name that leads out of no folder, whatever unpacks it. */
    public static String safe(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^\\.+", "");
        return safe.isEmpty() ? "-" : safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
    }
}
