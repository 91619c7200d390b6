package vn.hoixa.zalo;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.mailbox.Buckets;
import vn.hoixa.mailbox.Buckets.Bucket;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.zalo.Delivery.Quota;

/**
 * Zalo's OA API: one message, one outcome; whoever calls decides about trying again.
 *
 * <p>What Zalo surely did not deliver is sent once more at once where that helps: with a newer token, by the other
 * endpoint, without a quote or buttons that Zalo does not take. All of it together takes one call's time.
 */
public final class ZaloClient implements AutoCloseable {
    private static final long TOO_MANY = -32;
    private static final MediaType JSON_TYPE = MediaType.get("application/json; charset=utf-8");

    private final JsonMapper json = JsonMapper.builder().build();
    private final Credentials credentials;
    private final SendingSettings settings;
    private final Endpoints endpoints;
    private final Buckets buckets;
    private final Duration callTimeout;
    private final ZaloHttp http;
    private final MeterRegistry meters;
    private final Sightings sightings;
    private final RareLog log;

    ZaloClient(
            Credentials credentials,
            Duration callTimeout,
            SendingSettings settings,
            Endpoints endpoints,
            Buckets buckets,
            InstantSource clock,
            MeterRegistry meters,
            Sightings sightings) {
        this.credentials = credentials;
        this.settings = settings;
        this.endpoints = endpoints;
        this.buckets = buckets;
        this.callTimeout = callTimeout;
        this.http = new ZaloHttp(settings, credentials, callTimeout);
        this.meters = meters;
        this.sightings = sightings;
        this.log = new RareLog(LoggerFactory.getLogger(ZaloClient.class), clock);
    }

    /** Takes one call of the page's and the app's share; how long to wait where there is none left. */
    public Duration pace(String oa) {
        return buckets.take(List.of(
                new Bucket("app", settings.callsPerMinute()),
                new Bucket("oa:" + oa, settings.callsPerMinuteAndPage())));
    }

    /** Sends one message to a resident. */
    public Delivery send(ResidentId resident, Content content) {
        var deadline = new Deadline(callTimeout);
        Answer answer = sendByEither(resident, content, deadline);
        Content bare = content.bare();
        if (answer instanceof Answer.Failed failed && failed.remedy() == Remedy.PAYLOAD && !bare.equals(content)) {
            answer = sendByEither(resident, bare, deadline);
        }
        return delivery(resident.oa(), answer);
    }

    /** Gives Zalo an image or a file to be sent; nothing is asked of it that is against its limits. */
    public Upload upload(String oa, String name, byte[] content) {
        Uploadable kind = Uploadable.of(name, content);
        if (kind == null || content.length > kind.path.largest) {
            String cause = kind == null
                    ? "not a jpg, png, pdf, doc or docx"
                    : content.length + " bytes, over Zalo's limit of " + kind.path.largest;
            return new Upload.Failed(new Delivery.Refused(cause, Delivery.Scope.PAYLOAD));
        }
        RequestBody body = new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("file", name, RequestBody.create(content, MediaType.get(kind.type)))
                .build();
        Answer answer = call(oa, kind.path.url, body, new Deadline(callTimeout));
        if (!(answer instanceof Answer.Done done)) {
            return new Upload.Failed(delivery(oa, answer));
        }
        String handle = ZaloEvents.string(done.data().path(kind.path.handle));
        return handle.isEmpty()
                ? new Upload.Failed(new Delivery.Later("Zalo named no " + kind.path.handle))
                : new Upload.Kept(kind.path.kind, handle);
    }

    @Override
    public void close() {
        http.close();
    }

    /** By the page's endpoint, then once by the other where Zalo says that it is the wrong one. */
    private Answer sendByEither(ResidentId resident, Content content, Deadline deadline) {
        if (content instanceof Content.Reaction || Visitor.of(resident).isPresent()) {
            return sendByOlder(resident, content, deadline);
        }
        Endpoint known = endpoints.of(resident.oa());
        Answer answer = send(resident, content, known, deadline);
        if (!isWrongEndpoint(answer)) {
            return answer;
        }
        Answer second = send(resident, content, known.other(), deadline);
        if (!isWrongEndpoint(second)) {
            endpoints.learn(resident.oa(), known.other());
        }
        return second;
    }

    /** Reactions and visitors are known to v2.0 only, for all pages; where it is closed, no other message is concerned. */
    private Answer sendByOlder(ResidentId resident, Content content, Deadline deadline) {
        Answer answer = send(resident, content, Endpoint.V2, deadline);
        return isWrongEndpoint(answer)
                ? new Answer.Silent(new Delivery.Refused("this kind of page cannot send that", Delivery.Scope.PAYLOAD))
                : answer;
    }

    private static boolean isWrongEndpoint(Answer answer) {
        return answer instanceof Answer.Failed failed && failed.remedy() == Remedy.SWITCH;
    }

    private Answer send(ResidentId resident, Content content, Endpoint endpoint, Deadline deadline) {
        String body = json.writeValueAsString(Wire.body(resident, content, endpoint));
        return call(resident.oa(), endpoint.path, RequestBody.create(body, JSON_TYPE), deadline);
    }

    /** With the page's token, then once with a newer one where Zalo says that it is spent. */
    private Answer call(String oa, String path, RequestBody body, Deadline deadline) {
        Secret token = credentials.accessToken(oa);
        if (token == null) {
            return new Answer.Silent(new Delivery.Paused("no access token for OA " + oa));
        }
        Answer answer = seen(oa, call(path, token, body, deadline));
        if (answer instanceof Answer.Failed failed && failed.remedy() == Remedy.REFRESH) {
            Secret newer = credentials.renewedToken(oa, token);
            if (newer != null && !newer.equals(token)) {
                return seen(oa, call(path, newer, body, deadline));
            }
        }
        return answer;
    }

    private Answer seen(String oa, Answer answer) {
        switch (answer) {
            case Answer.Done ignored -> sightings.saw(Sight.SEND, oa, Sightings.WELL);
            case Answer.Failed failed -> sightings.saw(Sight.SEND, oa, String.valueOf(failed.code()));
            case Answer.Silent ignored -> {
                // Zalo said nothing.
            }
        }
        return answer;
    }

    private Answer call(String path, Secret token, RequestBody body, Deadline deadline) {
        Duration left = deadline.left();
        if (!left.isPositive()) {
            return new Answer.Silent(new Delivery.Later("no time left to try once more"));
        }
        return http.post(credentials.api().toString().replaceFirst("/$", "") + path, token, body, left);
    }

    private Delivery delivery(String oa, Answer answer) {
        return switch (answer) {
            case Answer.Done done ->
                new Delivery.Sent(
                        ZaloEvents.string(done.data().path("message_id")),
                        quota(done.data().path("quota")));
            case Answer.Failed failed -> failure(oa, failed);
            case Answer.Silent silent -> silent.outcome();
        };
    }

    private Delivery failure(String oa, Answer.Failed failed) {
        // Zalo's own words may hold what the resident wrote; the number says enough.
        String cause = "Zalo error " + failed.code();
        if (failed.code() == TOO_MANY) {
            buckets.backOff("oa:" + oa);
        }
        return switch (failed.remedy()) {
            case RETRY -> new Delivery.Later(cause);
            case UNCERTAIN -> new Delivery.Uncertain(cause);
            case REFRESH, SWITCH, PERSON -> new Delivery.Paused(cause);
            case SILENCE -> new Delivery.Closed(cause);
            case RECIPIENT -> new Delivery.Refused(cause, Delivery.Scope.RECIPIENT);
            case PAYLOAD -> new Delivery.Refused(cause, Delivery.Scope.PAYLOAD);
            case MONEY -> unpaid(failed.code(), cause);
            case UPLOAD -> new Delivery.Refused(cause, Delivery.Scope.UPLOAD);
            case UNKNOWN -> unknown(failed.code(), cause);
        };
    }

    /** Beyond the free window: like a closed one for this resident, and no matter of the others. */
    private Delivery unpaid(long code, String cause) {
        log.say(code, "Zalo would charge a message, but its Zalo Cloud Account is missing or empty (" + cause + ")");
        return new Delivery.Closed(cause);
    }

    private Delivery unknown(long code, String cause) {
        meters.counter("hoixa.zalo.unknown.codes", "code", String.valueOf(code)).increment();
        log.say(code, "Zalo answered with error " + code + ", which is on none of our lists; the message is given up");
        return new Delivery.Refused(cause, Delivery.Scope.UNKNOWN);
    }

    private static @Nullable Quota quota(JsonNode quota) {
        if (!quota.isObject()) {
            return null;
        }
        String type = ZaloEvents.string(quota.path("quota_type"));
        return new Quota(type.isEmpty() ? null : type, number(quota.path("remain")), number(quota.path("total")));
    }

    /** Zalo writes numbers as strings. */
    private static @Nullable Long number(JsonNode node) {
        String text = ZaloEvents.string(node);
        return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
    }

    /** The time that one message has for all its calls, so that its lease outlives them. */
    private record Deadline(long nanos) {
        Deadline(Duration time) {
            this(System.nanoTime() + time.toNanos());
        }

        Duration left() {
            return Duration.ofNanos(nanos - System.nanoTime());
        }
    }
}
