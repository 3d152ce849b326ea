package io.monitoring.ingest.batch;

import io.monitoring.platform.http.FieldError;
import java.util.List;

/** A request of which nothing can be taken: its shape is wrong, or it is too large to be read. */
public final class IngestException extends RuntimeException {

    /** What kind of refusal it is, and so which status it is answered with. */
    public enum Kind {
        MALFORMED(400),
        TOO_LARGE(413),
        UNSUPPORTED(415);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final List<FieldError> errors;

    public IngestException(Kind kind, String field, String detail) {
        // No stack trace: it is an answer to bad input, not a fault of ours, and a flood of it should stay cheap.
        super(field + " " + detail, null, false, false);
        this.kind = kind;
        this.errors = List.of(new FieldError(field, detail));
    }

    public static IngestException malformed(String field, String detail) {
        return new IngestException(Kind.MALFORMED, field, detail);
    }

    public static IngestException tooLarge(String field, String detail) {
        return new IngestException(Kind.TOO_LARGE, field, detail);
    }

    public static IngestException duplicate(String field) {
        return malformed(Names.shown(field), "is repeated in one object");
    }

    public Kind kind() {
        return kind;
    }

    public int status() {
        return kind.status();
    }

    /** Never empty. */
    public List<FieldError> errors() {
        return errors;
    }
}
