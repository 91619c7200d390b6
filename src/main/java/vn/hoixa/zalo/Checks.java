package vn.hoixa.zalo;

import static vn.hoixa.zalo.Check.done;
import static vn.hoixa.zalo.Check.missing;
import static vn.hoixa.zalo.Check.say;
import static vn.hoixa.zalo.Check.unknown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoixa.zalo.Check.Finding;
import vn.hoixa.zalo.Check.Step;

/**
 * Zalo's chain of prerequisites, read from what was entered, connected and seen: app active, API registered, domain and
 * callback, webhook and signature, then per page consent, verification and package.
 */
public final class Checks {
    private static final Set<String> APP_OFF = Set.of("-209", "-215", "-219", "-14002");
    private static final Set<String> NOT_REGISTERED = Set.of("-212");
    private static final Set<String> WRONG_CALLBACK = Set.of("-14003");
    private static final Set<String> NOT_GRANTED = Set.of("-223");
    private static final Set<String> NOT_VERIFIED = Set.of("-221");
    private static final Set<String> NO_PACKAGE = Set.of("-224");

    private final Sightings sightings;
    private final AppSettings app;
    private final Connector connector;
    private final DomainProof proof;

    Checks(Sightings sightings, AppSettings app, Connector connector, DomainProof proof) {
        this.sightings = sightings;
        this.app = app;
        this.connector = connector;
        this.proof = proof;
    }

    /** What all pages need. */
    public List<Check> app() {
        var seen = new Evidence(sightings.all());
        return List.of(settings(), active(seen), registered(seen), domain(seen), webhook(seen), signature(seen));
    }

    /** What one page needs beside. */
    public List<Check> page(String oa) {
        var seen = new Evidence(sightings.all()).of(oa);
        Connection connection = connector.of(oa).orElse(null);
        return List.of(
                granted(oa, seen, connection),
                verified(seen, connection),
                packaged(seen, connection),
                receiving(seen),
                sending(seen));
    }

    private Check settings() {
        AppSettings.State state = app.state();
        if (state.problem() != null) {
            return missing(Step.SETTINGS, say("locked"));
        }
        if (state.appId() == null) {
            return missing(Step.SETTINGS, say("nothing"));
        }
        List<Finding> lacking = new ArrayList<>();
        if (!state.hasSecret()) {
            lacking.add(say("no-secret"));
        }
        if (!state.hasOaSecretKey()) {
            lacking.add(say("no-key"));
        }
        return lacking.isEmpty()
                ? done(Step.SETTINGS, say("done"))
                : missing(Step.SETTINGS, lacking.toArray(Finding[]::new));
    }

    private static Check active(Evidence seen) {
        Sightings.Seen refusal = seen.standing(APP_OFF);
        if (refusal != null) {
            return missing(Step.ACTIVE, say("off", refusal.detail(), refusal.last()));
        }
        return seen.well() == null ? unknown(Step.ACTIVE, say("unknown")) : done(Step.ACTIVE, say("done"));
    }

    private static Check registered(Evidence seen) {
        Sightings.Seen refusal = seen.standing(NOT_REGISTERED);
        if (refusal != null) {
            return missing(Step.REGISTERED, say("not", refusal.last()));
        }
        return seen.well(Sight.SEND) == null && seen.well(Sight.READ) == null
                ? unknown(Step.REGISTERED, say("unknown"))
                : done(Step.REGISTERED, say("done"));
    }

    private Check domain(Evidence seen) {
        Sightings.Seen refusal = seen.standing(WRONG_CALLBACK);
        if (refusal != null) {
            return missing(Step.DOMAIN, say("callback", refusal.last()));
        }
        // Zalo sends nobody back to a domain that is not proven.
        if (seen.well(Sight.CONSENT) != null) {
            return done(Step.DOMAIN, say("done"));
        }
        if (proof.code() == null) {
            return missing(Step.DOMAIN, say("no-code"));
        }
        Sightings.Seen fetched = seen.last(Sight.DOMAIN_PROOF);
        return fetched == null
                ? unknown(Step.DOMAIN, say("unknown"))
                : unknown(Step.DOMAIN, say("fetched", fetched.last()));
    }

    /** Anybody can post there; but nobody else has a reason to, and the signature is looked at on its own. */
    private static Check webhook(Evidence seen) {
        List<Finding> findings = new ArrayList<>();
        Sightings.Seen genuine = seen.last(Sight.EVENT);
        Sightings.Seen bad = seen.last(Sight.BAD_SIGNATURE);
        if (genuine != null) {
            findings.add(say("event", seen.first(Sight.EVENT), genuine.last()));
        } else if (bad != null) {
            findings.add(say("bad", bad.last()));
        }
        seen.find(Sight.PROBE, "empty").ifPresent(probe -> findings.add(say("empty", probe.last())));
        seen.find(Sight.PROBE, "test").ifPresent(probe -> findings.add(say("test", probe.last())));
        seen.find(Sight.PROBE, "test-badly-signed")
                .ifPresent(probe -> findings.add(say("test-badly-signed", probe.last())));
        return findings.isEmpty()
                ? missing(Step.WEBHOOK, say("never"))
                : done(Step.WEBHOOK, findings.toArray(Finding[]::new));
    }

    /** What was seen before the secrets were last changed says nothing of those of now. */
    private Check signature(Evidence all) {
        Evidence seen = all.since(app.state().changedAt());
        Sightings.Seen good = seen.last(Sight.EVENT);
        Sightings.Seen bad = seen.lastBadKey();
        if (bad != null && (good == null || bad.last().isAfter(good.last()))) {
            List<Finding> findings = new ArrayList<>();
            findings.add(say(cause(bad, good, seen), bad.last()));
            if (good != null) {
                findings.add(say("last-good", good.last()));
            }
            return missing(Step.SIGNATURE, findings.toArray(Finding[]::new));
        }
        if (good == null) {
            return unknown(Step.SIGNATURE, say("unknown"));
        }
        Finding right = say("done", good.last());
        return bad == null ? done(Step.SIGNATURE, right) : done(Step.SIGNATURE, right, say("last-bad", bad.last()));
    }

    private String cause(Sightings.Seen bad, Sightings.@Nullable Seen good, Evidence seen) {
        App current = app.current();
        if (bad.detail().equals("swapped")) {
            return "swapped";
        }
        if (!app.isTrial() && current.secret() != null && current.secret().equals(current.oaSecretKey())) {
            return "same";
        }
        boolean isGranted = seen.well(Sight.CONSENT) != null || seen.well(Sight.REFRESH) != null;
        return isGranted && good == null ? "always-wrong" : "wrong";
    }

    private Check granted(String oa, Evidence seen, @Nullable Connection connection) {
        Sightings.Seen refusal = seen.standing(NOT_GRANTED);
        if (refusal != null) {
            return missing(Step.GRANTED, say("taken-back", refusal.last()));
        }
        if (connector.isSetByEnvironment(oa)) {
            return seen.well() == null
                    ? unknown(Step.GRANTED, say("by-environment"))
                    : done(Step.GRANTED, say("by-environment"));
        }
        if (connection == null) {
            return missing(Step.GRANTED, say("never"));
        }
        TokenFailure error = connection.lastError();
        return error == null
                ? done(Step.GRANTED, say("done", connection.refreshedAt()))
                : missing(Step.GRANTED, say(error == TokenFailure.REFUSED ? "refused" : "failing"));
    }

    private static Check verified(Evidence seen, @Nullable Connection connection) {
        Sightings.Seen refusal = seen.standing(NOT_VERIFIED);
        Boolean told = connection == null ? null : connection.verified();
        if (refusal != null || Boolean.FALSE.equals(told)) {
            return missing(Step.VERIFIED, say("not"));
        }
        return told == null ? unknown(Step.VERIFIED, say("unknown")) : done(Step.VERIFIED, say("done"));
    }

    private static Check packaged(Evidence seen, @Nullable Connection connection) {
        if (seen.standing(NO_PACKAGE) != null) {
            return missing(Step.PACKAGE, say("not"));
        }
        String name = connection == null ? null : connection.packageName();
        return name == null ? unknown(Step.PACKAGE, say("unknown")) : done(Step.PACKAGE, say("done", name));
    }

    private static Check receiving(Evidence seen) {
        Sightings.Seen event = seen.last(Sight.EVENT);
        return event == null
                ? unknown(Step.RECEIVING, say("unknown"))
                : done(Step.RECEIVING, say("done", event.last()));
    }

    private static Check sending(Evidence seen) {
        Sightings.Seen stopped = seen.stopped();
        if (stopped != null) {
            return missing(Step.SENDING, say("stopped", stopped.detail(), stopped.last()));
        }
        Sightings.Seen well = seen.well(Sight.SEND);
        return well == null ? unknown(Step.SENDING, say("unknown")) : done(Step.SENDING, say("done", well.last()));
    }
}
