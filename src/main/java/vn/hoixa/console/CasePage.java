package vn.hoixa.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.console.Threads.Resident;
import vn.hoixa.console.Threads.Talk;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.directory.Unit;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.CaseWork;
import vn.hoixa.escalation.State;
import vn.hoixa.escalation.Work;
import vn.hoixa.escalation.Worked;
import vn.hoixa.inquiry.Suggestions;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.live.Live;
import vn.hoixa.live.Presence;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.outbox.Window;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Parcel;

/** A conversation in full, and what its officers do about it. */
@Controller
@Opens(to = {Role.OFFICER, Role.LEADER})
class CasePage {
    private static final String PAGE = "console/case";

    private final Readers readers;
    private final Threads threads;
    private final CaseWork work;
    private final Suggestions suggestions;
    private final Directory directory;
    private final Presence presence;
    private final Live live;
    private final Outbox outbox;
    private final Database database;
    private final InstantSource clock;

    CasePage(
            Readers readers,
            Threads threads,
            CaseWork work,
            Suggestions suggestions,
            Directory directory,
            Presence presence,
            Live live,
            Outbox outbox,
            Database database,
            InstantSource clock) {
        this.readers = readers;
        this.threads = threads;
        this.work = work;
        this.suggestions = suggestions;
        this.directory = directory;
        this.presence = presence;
        this.live = live;
        this.outbox = outbox;
        this.database = database;
        this.clock = clock;
    }

    @GetMapping("/console/cases/{commune}/{number}")
    String open(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("number") int number,
            @RequestParam(name = "guide", defaultValue = "") String guide,
            @RequestParam(name = "before", required = false) @Nullable Long before,
            @RequestHeader(name = "X-Live", required = false) @Nullable String byItself,
            HttpServletRequest request,
            Model model) {
        Reader reader = reader(who, id);
        Case about = about(reader, number);
        readers.note(reader, "case " + about.id(), byItself != null);
        show(reader, about, before, model);
        model.addAttribute("text", suggested(reader, about, guide));
        model.addAttribute("done", request.getParameter("done"));
        return PAGE;
    }

    /** A resident who has no case, or none that is open. */
    @GetMapping("/console/conversations/{commune}/{resident}")
    String conversation(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("resident") long row,
            @RequestParam(name = "before", required = false) @Nullable Long before,
            @RequestHeader(name = "X-Live", required = false) @Nullable String byItself,
            Model model) {
        Reader reader = reader(who, id);
        Resident resident = threads.resident(reader, row).orElseThrow(Served::gone);
        readers.note(reader, "resident " + row, byItself != null);
        show(reader, resident, before, model);
        return "console/conversation";
    }

    /** Who else has it open; asked for every few seconds. */
    @GetMapping("/console/cases/{commune}/{number}/here")
    String here(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("number") int number,
            HttpServletRequest request,
            Model model) {
        Case about = about(reader(who, id), number);
        model.addAttribute("others", presence.others(about.resident(), about.residentRow(), who));
        model.addAttribute("address", request.getRequestURI());
        return "console/thread :: others";
    }

    @PostMapping("/console/cases/{commune}/{number}")
    String work(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("number") int number,
            Sent sent,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String inPlace,
            HttpServletResponse response,
            Model model)
            throws IOException {
        Reader reader = reader(who, id);
        Case about = about(reader, number);
        List<String> complaints = new ArrayList<>();
        List<Parcel> files = Enclosing.read(sent.files(), complaints);
        Work wanted = sent.work(files);
        Officer officer = reader.officer();
        Worked worked = null;
        if (officer == null) {
            complaints.add("no-officer");
        } else if (wanted == null) {
            complaints.add("nothing-chosen");
        } else if (complaints.isEmpty()) {
            var form = new CaseWork.Form(
                    who.who(), officer, id, about.number(), sent.seen(), sent.token(UUID.randomUUID()));
            worked = work.work(form, wanted);
        }
        if (worked instanceof Worked.Missing) {
            throw Served.gone();
        }
        if (worked instanceof Worked.Done && wanted != null) {
            live.changed(about.resident());
            String done = "/console/cases/" + id + "/" + number + "?done=" + wanted.key();
            if (work.find(id, about.number(), officer).isEmpty()) {
                done = "/console/inbox/" + id;
            }
            return "redirect:" + done;
        }
        return again(reader, about, sent, worked, complaints, response, inPlace != null, model);
    }

    /** Nothing was done, and nothing that was written is lost. */
    private String again(
            Reader reader,
            Case before,
            Sent sent,
            @Nullable Worked worked,
            List<String> complaints,
            HttpServletResponse response,
            boolean isInPlace,
            Model model) {
        Case now = work.find(reader.commune().id(), before.number(), reader.officer())
                .orElseThrow(Served::gone);
        show(reader, now, null, model);
        String text = sent.said();
        model.addAttribute("text", text.substring(0, Math.min(text.length(), CaseWork.LONGEST)));
        model.addAttribute("complaints", complaints);
        model.addAttribute("changed", worked instanceof Worked.Changed changed ? changed : null);
        model.addAttribute("another", worked instanceof Worked.OfAnother another ? another : null);
        model.addAttribute("over", worked instanceof Worked.Over over ? over : null);
        model.addAttribute("notArrived", worked instanceof Worked.NotArrived not ? not : null);
        model.addAttribute("refused", refusal(worked));
        // Scripts swap in nothing that is told to be wrong.
        if (!isInPlace) {
            response.setStatus(worked instanceof Worked.Changed ? 409 : 422);
        }
        return PAGE;
    }

    /** The end of a message's key, or null where nothing was refused. */
    private static @Nullable String refusal(@Nullable Worked worked) {
        if (worked instanceof Worked.Wordless) {
            return "wordless";
        }
        if (worked instanceof Worked.TooLong) {
            return "too-long";
        }
        return worked instanceof Worked.NoColleague ? "no-colleague" : null;
    }

    private void show(Reader reader, Case about, @Nullable Long before, Model model) {
        Resident resident = threads.resident(reader, about.residentRow()).orElseThrow(Served::gone);
        Officer officer = reader.officer();
        show(reader, resident, before, model);
        String drafted = work.draft(about);
        boolean isOpen = about.state().isOpen();
        model.addAttribute("about", about);
        model.addAttribute("number", about.number().toString());
        model.addAttribute("until", about.deadline() == null ? "" : CommuneTime.said(about.deadline()));
        model.addAttribute("late", about.isOverdue(clock.instant()));
        model.addAttribute(
                "owner",
                about.owner() == null ? null : directory.find(about.owner()).orElse(null));
        model.addAttribute("mine", officer != null && about.owner() != null && about.owner() == officer.id());
        model.addAttribute("open", isOpen);
        model.addAttribute("answerable", isOpen || about.state() == State.ANSWERED);
        model.addAttribute("officer", officer);
        model.addAttribute("drafted", drafted);
        model.addAttribute("suggestions", suggestions.of(about));
        model.addAttribute("history", threads.history(about));
        model.addAttribute("token", UUID.randomUUID().toString());
        List<Officer> colleagues = officer == null || !isOpen ? List.of() : work.colleagues(about, officer);
        model.addAttribute("colleagues", colleagues);
        model.addAttribute(
                "units",
                colleagues.stream().map(Officer::unit).distinct().sorted().toList());
        model.addAttribute("longest", CaseWork.LONGEST);
    }

    private void show(Reader reader, Resident resident, @Nullable Long before, Model model) {
        Instant until = before == null ? Instant.ofEpochMilli(Long.MAX_VALUE) : Instant.ofEpochMilli(before);
        Talk thread = threads.of(reader, resident, until);
        model.addAttribute("commune", reader.commune());
        model.addAttribute("thread", thread);
        model.addAttribute("window", window(resident));
        model.addAttribute("closed", window(resident) instanceof Window.Closed);
        model.addAttribute("others", presence.others(resident.id(), resident.row(), reader.who()));
    }

    private Window window(Resident resident) {
        return Window.at(outbox.lastInteraction(database.read(), resident.row()), clock.instant());
    }

    private String suggested(Reader reader, Case about, String guide) {
        if (guide.isEmpty()) {
            return "";
        }
        return guide.equals("draft")
                ? work.draft(about)
                : suggestions.of(about).stream()
                        .filter(one -> one.code().equals(guide))
                        .findFirst()
                        .map(one -> suggestions.answer(reader.commune(), about, one.code(), one.facets()))
                        .orElse("");
    }

    private Case about(Reader reader, int number) {
        if (number < 1) {
            throw Served.gone();
        }
        return work.find(reader.commune().id(), new CaseNumber(number), reader.officer())
                .orElseThrow(Served::gone);
    }

    private Reader reader(SignedIn who, String commune) {
        return readers.allowed(who, commune);
    }

    /**
     * The form, as it comes: what is missing in it is null.
     *
     * @param act which button was pressed
     * @param to colleague as {@code officer-12}, or unit as {@code unit-van-phong}
     */
    record Sent(
            @Nullable String act,
            @Nullable String version,
            @Nullable String token,
            @Nullable String text,
            @Nullable String to,
            @Nullable List<MultipartFile> files) {
        private static final int LONGEST_TOKEN = 40;

        String said() {
            return text == null ? "" : text;
        }

        /** What is no number was never a version. */
        long seen() {
            try {
                return version == null ? -1 : Long.parseLong(version);
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        String token(UUID otherwise) {
            return token == null || token.isBlank() || token.length() > LONGEST_TOKEN ? otherwise.toString() : token;
        }

        /** Null where no button of ours was pressed. */
        @Nullable
        Work work(List<Parcel> enclosed) {
            return switch (act == null ? "" : act) {
                case "take" -> new Work.Take();
                case "pass" -> pass();
                case "pass-outside" -> new Work.PassOutside(said());
                case "ask" -> new Work.Ask(said());
                case "answer" -> new Work.Answer(said(), enclosed);
                case "refuse" -> new Work.Refuse(said());
                case "finish" -> new Work.Finish(false);
                case "finish-by-telephone" -> new Work.Finish(true);
                case "hand-back" -> new Work.HandBack();
                case "note" -> new Work.Note(said());
                default -> null;
            };
        }

        private @Nullable Work pass() {
            String whom = to;
            if (whom == null) {
                return null;
            }
            if (whom.matches("officer-\\d{1,18}")) {
                return new Work.PassTo(Long.parseLong(whom.substring("officer-".length())), said());
            }
            boolean isUnit = Stream.of(Unit.values()).anyMatch(unit -> whom.equals("unit-" + unit.key()));
            return isUnit ? new Work.PassToUnit(whom.substring("unit-".length()), said()) : null;
        }
    }
}
