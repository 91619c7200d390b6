package vn.hoixa.escalation;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoixa.escalation.Errands.Errand;
import vn.hoixa.escalation.Questions.Asked;
import vn.hoixa.escalation.Questions.Question;

/** What officers hear back of what they ordered about a case. */
@Component
class ErrandReplies {
    private final Notices notices;
    private final Questions questions;
    private final Answers answers;
    private final CaseWords words;

    ErrandReplies(Notices notices, Questions questions, Answers answers, CaseWords words) {
        this.notices = notices;
        this.questions = questions;
        this.answers = answers;
        this.words = words;
    }

    /** Noted as a notice, so that quoting it is about the same case. */
    void reply(Errand errand, String text) {
        errand.wakes().addAll(notices.say(errand.transaction(), errand.about(), errand.officer(), Notices.DESK, text));
    }

    /** That it went to the resident; unless Zalo's window keeps it back. */
    void said(Errand errand, String text) {
        boolean reaches = answers.reaches(errand.transaction(), errand.about());
        reply(errand, reaches ? text : words.say("desk.closed", errand.about().number()));
    }

    void ask(Errand errand, Asked asked, List<Long> choices) {
        questions.ask(
                errand.transaction(),
                errand.officer(),
                new Question(asked, errand.about().id(), choices, errand.order().said()));
    }
}
