package vn.hoixa.outbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.attachment.Attachments;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.zalo.Content;
import vn.hoixa.zalo.Delivery;
import vn.hoixa.zalo.Parcel;
import vn.hoixa.zalo.Upload;
import vn.hoixa.zalo.ZaloClient;

/** Makes of a letter what Zalo takes; a picture or file is given to Zalo first, once in the 7 days that this holds. */
@Component
class Packing {
    private final Uploads uploads;
    private final Attachments attachments;
    private final ZaloClient zalo;
    private final LetterSettings settings;

    Packing(Uploads uploads, Attachments attachments, ZaloClient zalo, LetterSettings settings) {
        this.uploads = uploads;
        this.attachments = attachments;
        this.zalo = zalo;
        this.settings = settings;
    }

    sealed interface Packed {
        /**
         * To be sent.
         *
         * @param remembered SHA-256 of a file that Zalo was given earlier and may have lost; else null
         */
        record Ready(Content content, @Nullable String remembered) implements Packed {}

        /** The file could not be given to Zalo; nothing reached the resident. */
        record Failed(Delivery outcome) implements Packed {}
    }

    /** May take one call to Zalo. */
    Packed pack(Outgoing letter) {
        return switch (letter.enclosure()) {
            case null -> ready(Content.text(letter.text()));
            case Enclosure.Quote quote -> ready(new Content.Text(letter.text(), quote.messageId()));
            case Enclosure.Choices choices -> ready(choices(letter, choices));
            case Enclosure.Sticker sticker -> ready(new Content.Sticker(sticker.id()));
            case Enclosure.InfoRequest form ->
                ready(new Content.InfoRequest(form.title(), form.subtitle(), form.image()));
            case Enclosure.Reaction reaction -> ready(new Content.Reaction(reaction.messageId(), reaction.icon()));
            case Enclosure.StoredFile file -> file(letter.resident(), uploads.stored(file.id()));
            case Enclosure.Attachment file ->
                attachments.isPending(file.id())
                        ? new Packed.Failed(new Delivery.Later("the file is still being fetched"))
                        : file(letter.resident(), attachments.content(file.id()));
        };
    }

    /** Zalo does not have it any more, so that the next try gives it anew. */
    void forget(ResidentId resident, String sha256) {
        uploads.forget(resident.oa(), sha256);
    }

    private static Packed ready(Content content) {
        return new Packed.Ready(content, null);
    }

    private Content choices(Outgoing letter, Enclosure.Choices choices) {
        return settings.buttons().contains(letter.resident().oa())
                ? new Content.Buttons(letter.text(), choices.buttons())
                : Content.text(letter.text());
    }

    private Packed file(ResidentId resident, Optional<Parcel> found) {
        if (found.isEmpty()) {
            return new Packed.Failed(new Delivery.Refused("the file is not kept any more", Delivery.Scope.PAYLOAD));
        }
        Parcel file = found.get();
        String sha256 = file.sha256();
        Optional<Upload.Kept> known = uploads.known(resident.oa(), sha256);
        if (known.isPresent()) {
            return new Packed.Ready(known.get().content(), sha256);
        }
        return switch (zalo.upload(resident.oa(), file.name(), file.content())) {
            case Upload.Kept kept -> {
                uploads.remember(resident.oa(), sha256, kept);
                yield ready(kept.content());
            }
            case Upload.Failed failed -> new Packed.Failed(surely(failed.outcome()));
        };
    }

    /** Whatever became of the upload, the resident got nothing of it. */
    private static Delivery surely(Delivery outcome) {
        return outcome instanceof Delivery.Uncertain doubt ? new Delivery.Later(doubt.cause()) : outcome;
    }
}
