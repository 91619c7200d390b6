package vn.hoixa.site;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.zalo.Credentials;
import vn.hoixa.zalo.DomainProof;

/** The root page: in the trial a door for each who may try it. */
@Controller
class StartPage {
    private final Credentials credentials;
    private final Communes communes;
    private final DomainProof proof;

    StartPage(Credentials credentials, Communes communes, DomainProof proof) {
        this.credentials = credentials;
        this.communes = communes;
        this.proof = proof;
    }

    @GetMapping("/")
    String start(Model model) {
        model.addAttribute("trial", credentials.isTrial());
        model.addAttribute("communes", communes.all());
        model.addAttribute("verification", proof.code());
        return "site/start";
    }

    @GetMapping("/coming/{who:officer|leader}")
    String coming(@PathVariable("who") String who, Model model) {
        if (!credentials.isTrial()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("who", who);
        return "site/coming";
    }
}
