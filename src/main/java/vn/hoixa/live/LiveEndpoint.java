package vn.hoixa.live;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;

/** Where an open page hears of changes; who is refused looks once a minute instead. */
@Controller
@Opens(to = {Role.OFFICER, Role.LEADER})
class LiveEndpoint {
    private final Live live;

    LiveEndpoint(Live live) {
        this.live = live;
    }

    @GetMapping("/console/live/{commune}")
    ResponseEntity<SseEmitter> open(@AuthenticationPrincipal SignedIn who, @PathVariable("commune") String commune) {
        SseEmitter emitter = live.open(commune, who.id());
        return emitter == null
                ? ResponseEntity.status(503).build()
                : ResponseEntity.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .cacheControl(CacheControl.noStore())
                        // Else a proxy keeps what it should pass on.
                        .header("X-Accel-Buffering", "no")
                        .body(emitter);
    }
}
