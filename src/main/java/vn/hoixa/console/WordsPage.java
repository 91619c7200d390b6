package vn.hoixa.console;

import java.util.List;
import java.util.stream.Stream;
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
import vn.hoixa.knowledge.Commune;
import vn.hoixa.settings.Fault;
import vn.hoixa.settings.Sentence;
import vn.hoixa.settings.Settings;
import vn.hoixa.settings.Words;

/** Where a commune puts the bot's own sentences in words of its own. */
@Controller
@Opens(to = {Role.EDITOR, Role.ADMINISTRATOR})
class WordsPage {
    private final Served served;
    private final Settings settings;
    private final Words words;

    WordsPage(Served served, Settings settings, Words words) {
        this.served = served;
        this.settings = settings;
        this.words = words;
    }

    @GetMapping("/console/settings/{commune}/words")
    String all(@PathVariable("commune") String id, Model model) {
        settings.refresh();
        Commune commune = served.named(id);
        model.addAttribute("commune", commune);
        model.addAttribute("lines", words.all(commune));
        return "console/words";
    }

    @GetMapping("/console/settings/{commune}/words/{sentence}")
    String one(
            @PathVariable("commune") String id,
            @PathVariable("sentence") String label,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        settings.refresh();
        Commune commune = served.named(id);
        Sentence sentence = sentence(label);
        model.addAttribute("said", said.matches("done|back|conflict") ? said : "");
        return show(commune, sentence, words.line(commune, sentence).now(), model);
    }

    @PostMapping("/console/settings/{commune}/words/{sentence}")
    String change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("sentence") String label,
            @RequestParam("text") String text,
            @RequestParam("seen") long seen,
            @RequestParam(name = "preview", defaultValue = "false") boolean preview,
            Model model) {
        Commune commune = served.named(id);
        Sentence sentence = sentence(label);
        String written = text.replace("\r\n", "\n").strip();
        Fault fault = words.fault(sentence, written).orElse(null);
        if (fault != null) {
            model.addAttribute("fault", fault);
            return show(commune, sentence, written, model);
        } else if (preview) {
            model.addAttribute("preview", words.preview(commune, sentence, written));
            return show(commune, sentence, written, model);
        } else if (!words.change(who, commune, sentence, written, seen)) {
            Words.Line line = words.line(commune, sentence);
            model.addAttribute(Conflict.SHOWN, Conflict.with(line.setting(), List.of(Conflict.line(line.now()))));
            return show(commune, sentence, written, model);
        }
        return back(commune, sentence, "done");
    }

    @PostMapping("/console/settings/{commune}/words/{sentence}/original")
    String takeBack(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("sentence") String label,
            @RequestParam("seen") long seen) {
        Commune commune = served.named(id);
        Sentence sentence = sentence(label);
        return back(commune, sentence, words.change(who, commune, sentence, null, seen) ? "back" : "conflict");
    }

    private static String back(Commune commune, Sentence sentence, String said) {
        return "redirect:/console/settings/" + commune.id() + "/words/" + sentence.label() + "?said=" + said;
    }

    private static Sentence sentence(String label) {
        return Stream.of(Sentence.values())
                .filter(sentence -> sentence.label().equals(label))
                .findFirst()
                .orElseThrow(Served::gone);
    }

    private String show(Commune commune, Sentence sentence, @Nullable String text, Model model) {
        Words.Line line = words.line(commune, sentence);
        model.addAttribute("commune", commune);
        model.addAttribute("line", line);
        model.addAttribute("text", text);
        model.addAttribute("longest", Words.LONGEST);
        model.addAttribute("at", CheckLines.time(line.setting().at()));
        return "console/sentence";
    }
}
