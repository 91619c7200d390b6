package vn.hoixa.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.report.Figures;
import vn.hoixa.report.Frozen;
import vn.hoixa.report.FrozenMonths;
import vn.hoixa.report.Period;
import vn.hoixa.report.Reckoner;
import vn.hoixa.report.Rise;

/** Freezes each month of each commune once it is over, and those that went by while HoiXa did not run. */
@Component
class MonthEnd {
    private static final Logger log = LoggerFactory.getLogger(MonthEnd.class);
    private static final String MEANS = "console.report.means.";

    private final Communes communes;
    private final FrozenMonths months;
    private final Reckoner reckoner;
    private final ReportModels models;
    private final MessageSource messages;
    private final InstantSource clock;

    MonthEnd(
            Communes communes,
            FrozenMonths months,
            Reckoner reckoner,
            ReportModels models,
            MessageSource messageSource,
            InstantSource clock) {
        this.communes = communes;
        this.months = months;
        this.reckoner = reckoner;
        this.models = models;
        this.messages = messageSource;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 300, initialDelay = 120, timeUnit = TimeUnit.SECONDS)
    void look() {
        try {
            communes.all().forEach(this::freeze);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The months that are over are frozen in five minutes: {}", e.getMessage());
        }
    }

    void freeze(Commune commune) {
        Instant now = clock.instant();
        for (Period month : months.missing(commune.oa(), now)) {
            Figures figures = reckoner.of(commune.oa(), month);
            List<Rise> rising = reckoner.rising(commune.oa(), month);
            Map<String, Frozen.Words> words = Map.of(
                    FrozenNames.VIETNAMESE, words(commune, figures, rising, Locale.of("vi")),
                    FrozenNames.ENGLISH, words(commune, figures, rising, Locale.ENGLISH));
            if (months.keep(commune.oa(), new Frozen(now, FrozenMonths.COUNTING, figures, rising, words))) {
                log.info("The report of {} for commune {} is frozen", month.key(), commune.id());
            }
        }
    }

    private Frozen.Words words(Commune commune, Figures figures, List<Rise> rising, Locale locale) {
        Map<String, String> names = new HashMap<>();
        figures.themes()
                .forEach(theme -> names.put(FrozenNames.themeKey(theme.what()), models.theme(theme.what(), locale)));
        rising.forEach(rise -> names.put(FrozenNames.themeKey(rise.what()), models.theme(rise.what(), locale)));
        figures.procedures()
                .forEach(guide -> names.put(FrozenNames.guideKey(guide.what()), models.title(commune, guide.what())));
        figures.lateByField()
                .forEach(field -> names.put(FrozenNames.fieldKey(field.what()), models.field(field.what())));
        Map<String, String> definitions = new HashMap<>();
        ResourceBundle.getBundle("messages", Locale.ROOT).keySet().stream()
                .filter(key -> key.startsWith(MEANS))
                .forEach(key -> definitions.put(key.substring(MEANS.length()), messages.getMessage(key, null, locale)));
        return new Frozen.Words(names, definitions);
    }
}
