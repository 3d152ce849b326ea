package io.monitoring.ingest;

import java.util.List;

/** The list of bad inputs that the tests prove, as Markdown. */
final class BadInputPage {

    private static final int LONGEST_SHOWN = 120;
    private static final String HEAD = """
            | bad input | request body | answer | field | detail says |
            |---|---|---|---|---|
            """;

    private BadInputPage() {}

    static String of(List<BadInputs.BadInput> inputs) {
        var page = new StringBuilder("""
                # Bad inputs and their answers

                What `POST /metrics` says to each of %d kinds of bad request. This page is written by `BadInputHttpTest`
                (`./mvnw test -Dtest=BadInputHttpTest -Dupdate-docs`), which posts every one of them and checks its status, its
                field, its detail and that nothing of it is stored; the build fails when the page and the test differ.

                `207` takes the points that are in order and names the others in `rejected`; every other answer is a problem
                document (`application/problem+json`) whose `errors` name the field, and nothing is stored. In a batch of which no
                point is in order the field begins with the point's index, as in `[0].value`.

                """.formatted(inputs.size()));
        page.append(table(inputs));
        return page.toString();
    }

    private static String table(List<BadInputs.BadInput> inputs) {
        var rows = new StringBuilder(HEAD);
        for (BadInputs.BadInput input : inputs) {
            rows.append("| %s | %s | %d | %s | %s |\n"
                    .formatted(
                            cell(input.name()) + headers(input),
                            code(shown(input)),
                            input.status(),
                            code(input.field().endsWith(".") ? input.field() + "..." : input.field()),
                            cell(input.detail())));
        }
        return rows.toString();
    }

    private static String headers(BadInputs.BadInput input) {
        var headers = new StringBuilder();
        if (!"application/json".equals(input.contentType())) {
            headers.append(", ").append(code("Content-Type: " + input.contentType()));
        }
        if (input.contentEncoding() != null) {
            headers.append(", ").append(code("Content-Encoding: " + input.contentEncoding()));
        }
        return headers.toString();
    }

    /** The body on one line, in ASCII, and not all of it where it is long. */
    private static String shown(BadInputs.BadInput input) {
        var text = new StringBuilder();
        for (byte one : input.body()) {
            int octet = Byte.toUnsignedInt(one);
            if (octet == '\n') {
                text.append("\\n");
            } else if (octet == '\t') {
                text.append("\\t");
            } else if (octet < ' ' || octet > '~') {
                text.append("\\x%02x".formatted(octet));
            } else {
                text.append((char) octet);
            }
            if (text.length() > LONGEST_SHOWN) {
                return text.substring(0, LONGEST_SHOWN - 16) + "... (" + input.body().length + " bytes)";
            }
        }
        return text.toString();
    }

    private static String code(String text) {
        return text.isBlank() ? (text.isEmpty() ? "(nothing)" : "(white space)") : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
