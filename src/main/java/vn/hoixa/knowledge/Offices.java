package vn.hoixa.knowledge;

import java.util.Map;

/**
 * What the files say of those who work in the communes.
 *
 * @param usual working time of a commune that says nothing of its own
 * @param days working time by commune
 * @param rosters officers to begin with, by commune
 * @param fields folders of the bank by name of the field in its guides
 * @param autonomy by commune and folder of the bank: whether answers go out by themselves
 * @param grievances how residents complain, denounce and suggest
 * @param speech how residents speak of their cases
 * @param meetings how they speak of dialogues and reception days
 */
record Offices(
        OfficeDays usual,
        Map<String, OfficeDays> days,
        Map<String, Roster> rosters,
        Map<String, String> fields,
        Map<String, Map<String, Autonomy>> autonomy,
        Phrases grievances,
        Phrases speech,
        Phrases meetings) {
    Offices {
        days = Map.copyOf(days);
        rosters = Map.copyOf(rosters);
        fields = Map.copyOf(fields);
        autonomy = Map.copyOf(autonomy);
    }
}
