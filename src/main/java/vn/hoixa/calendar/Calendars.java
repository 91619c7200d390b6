package vn.hoixa.calendar;

import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;

/** Working time of the communes, as it was published last. */
@Component
public class Calendars {
    private final Communes communes;

    Calendars(Communes communes) {
        this.communes = communes;
    }

    /** Of a commune that says nothing of its own, the usual office hours. */
    public WorkingTime of(Commune commune) {
        return new WorkingTime(communes.officeDays(commune));
    }
}
