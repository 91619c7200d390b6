package vn.hoixa.outbox;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.UrlPattern;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** WireMock in Zalo's place, saying one thing to everybody until told another. */
final class ZaloOfTests {
    private static final UrlPattern MESSAGES = WireMock.urlMatching(".*/message.*");
    private static final UrlPattern UPLOADS = WireMock.urlMatching(".*/upload/.*");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OnCall onCall = new OnCall();
    private final WireMockServer server = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().globalTemplating(true).extensions(onCall));

    ZaloOfTests() {
        server.start();
        takesAll();
    }

    /** As if nobody had called yet. */
    void forget() {
        server.resetAll();
        onCall.action = text -> {};
        onCall.uploaded = body -> {};
        takesAll();
    }

    URI address() {
        return URI.create(server.baseUrl());
    }

    void takesAll() {
        answers(WireMock.okJson(
                "{\"data\":{\"message_id\":\"{{randomValue length=12 type='ALPHANUMERIC'}}\"},\"error\":0}"));
    }

    void takesAllOf(String quota, int remain, int total) {
        answers(WireMock.okJson("""
                {"data":{"message_id":"q1","quota":{"quota_type":"%s","remain":"%d","total":"%d"}},"error":0}""".formatted(quota, remain, total)));
    }

    void says(int error) {
        answers(WireMock.okJson("{\"error\":" + error + ",\"message\":\"…\"}"));
    }

    void hangs() {
        answers(WireMock.ok().withFixedDelay(60_000));
    }

    void breaksOff() {
        answers(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE));
    }

    /** Takes the message under this id. */
    void takesAs(String messageId) {
        answers(WireMock.okJson("{\"data\":{\"message_id\":\"" + messageId + "\"},\"error\":0}"));
    }

    /** Answers when a client with that patience is gone. */
    void outlasts(Duration patience) {
        answers(WireMock.ok()
                .withFixedDelay((int) patience.multipliedBy(3).dividedBy(2).toMillis()));
    }

    /** Runs this whenever a call comes in, before it is answered. */
    void whenCalled(Runnable action) {
        whenCalled(text -> action.run());
    }

    /** The same, told the message's text. */
    void whenCalled(Consumer<String> action) {
        onCall.action = action;
    }

    void keepsUploadsAs(String handle) {
        uploadsAnswer(WireMock.okJson(
                "{\"data\":{\"attachment_id\":\"%s\",\"token\":\"%s\"},\"error\":0}".formatted(handle, handle)));
    }

    void saysToUploads(int error) {
        uploadsAnswer(WireMock.okJson("{\"error\":" + error + "}"));
    }

    void breaksOffUploads() {
        uploadsAnswer(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE));
    }

    /** How many files were given. */
    int uploads() {
        return server.findAll(WireMock.postRequestedFor(UPLOADS)).size();
    }

    /** Runs this whenever a file is given, before that is answered, told the call's body. */
    void whenUploaded(Consumer<String> action) {
        onCall.uploaded = action;
    }

    /** Texts of all messages, in order, whatever became of them. */
    List<String> calls() {
        return messages().map(ZaloOfTests::text).toList();
    }

    /** The same messages as they were sent. */
    List<String> bodies() {
        return messages().map(LoggedRequest::getBodyAsString).toList();
    }

    private Stream<LoggedRequest> messages() {
        return server.findAll(WireMock.postRequestedFor(MESSAGES)).stream()
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate));
    }

    /** A message's text, or what Zalo calls the file that it brings. */
    private static String text(LoggedRequest call) {
        JsonNode message = JSON.readTree(call.getBodyAsString()).path("message");
        JsonNode payload = message.path("attachment").path("payload");
        JsonNode file = payload.path("elements").path(0).path("attachment_id");
        return message.path("text").asString(file.asString(payload.path("token").asString("")));
    }

    private void answers(ResponseDefinitionBuilder answer) {
        server.stubFor(WireMock.post(MESSAGES).willReturn(answer));
    }

    private void uploadsAnswer(ResponseDefinitionBuilder answer) {
        server.stubFor(WireMock.post(UPLOADS).willReturn(answer));
    }

    private static final class OnCall implements ServeEventListener {
        private volatile Consumer<String> action = text -> {};
        private volatile Consumer<String> uploaded = body -> {};

        @Override
        public void beforeMatch(ServeEvent call, Parameters parameters) {
            if (call.getRequest().getUrl().contains("/upload/")) {
                uploaded.accept(call.getRequest().getBodyAsString());
            } else {
                action.accept(text(call.getRequest()));
            }
        }

        @Override
        public String getName() {
            return "on-call";
        }
    }
}
