package vn.hoixa.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Cases;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.learning.Learning;
import vn.hoixa.learning.Learning.Guess;
import vn.hoixa.learning.Learning.Taken;
import vn.hoixa.learning.Proposal;

/** Where an editor sees what residents asked in vain, and makes it part of the guides. */
@Controller
@Opens(to = Role.EDITOR)
class LearningPage {
    private static final String PAGE = "redirect:/console/learning/";
    private static final int LONGEST_QUESTION = 300;
    private static final int LONGEST_ANSWER = 800;

    private final Served served;
    private final Cases cases;
    private final Learning learning;

    LearningPage(Served served, Cases cases, Learning learning) {
        this.served = served;
        this.cases = cases;
        this.learning = learning;
    }

    /** A proposal with the guides that it may belong to. */
    record Offered(Proposal proposal, List<Guess> guesses) {}

    @GetMapping("/console/learning/{commune}")
    String page(
            @PathVariable("commune") String id,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        Commune commune = served.named(id);
        model.addAttribute("commune", commune);
        model.addAttribute("said", said.matches("[a-z]{1,12}") ? said : "");
        model.addAttribute(
                "proposals",
                learning.proposals(commune).stream()
                        .map(proposal -> new Offered(proposal, learning.guesses(commune, proposal)))
                        .toList());
        model.addAttribute("groups", learning.unanswered(commune));
        model.addAttribute("contradictions", learning.contradictions(commune));
        model.addAttribute("fields", learning.fields());
        return "console/learning";
    }

    /** Offers an answered case to the editors; whoever reads the case may. */
    @PostMapping("/console/learning/{commune}/proposals")
    @Opens(to = {Role.OFFICER, Role.LEADER, Role.EDITOR})
    String propose(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("number") int number,
            @RequestParam("kind") String kind,
            Model model) {
        Commune commune = served.named(id);
        if (number < 1 || !kind.matches("phrasing|answer")) {
            throw Served.gone();
        }
        Case about = cases.find(commune.id(), new CaseNumber(number)).orElseThrow(Served::gone);
        if (!learning.propose(who, about, Proposal.Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)))) {
            throw Served.gone();
        }
        model.addAttribute("number", about.number());
        return "console/proposed";
    }

    /** As a phrasing of the guide with that code, or with an answer as a matter of the commune. */
    @PostMapping("/console/learning/{commune}/proposals/{proposal}")
    String take(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("proposal") long proposal,
            @RequestParam("question") String question,
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(name = "field", defaultValue = "") String field,
            @RequestParam(name = "answer", defaultValue = "") String answer) {
        Commune commune = served.named(id);
        Proposal from = learning.proposal(commune, proposal).orElseThrow(Served::gone);
        return take(who, from, commune, question, code, field, answer);
    }

    @PostMapping("/console/learning/{commune}/proposals/{proposal}/drop")
    String drop(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("proposal") long proposal) {
        Commune commune = served.named(id);
        if (!learning.drop(who, commune, proposal)) {
            throw Served.gone();
        }
        return PAGE + id + "?said=dropped";
    }

    /** What a group of questions becomes, in the editor's words. */
    @PostMapping("/console/learning/{commune}/questions")
    String learn(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("question") String question,
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(name = "field", defaultValue = "") String field,
            @RequestParam(name = "answer", defaultValue = "") String answer) {
        return take(who, null, served.named(id), question, code, field, answer);
    }

    private String take(
            SignedIn who,
            @Nullable Proposal from,
            Commune commune,
            String question,
            String code,
            String field,
            String answer) {
        String asked = GuideForms.clean(question).replaceAll("\\s+", " ");
        String told = GuideForms.clean(answer);
        Taken taken = asked.length() > LONGEST_QUESTION || told.length() > LONGEST_ANSWER
                ? Taken.INCOMPLETE
                : told.isEmpty()
                        ? learning.takePhrasing(who, from, commune, code, asked)
                        : learning.takeAnswer(who, from, commune, field, asked, told);
        return PAGE + commune.id() + "?said=" + taken.key();
    }
}
