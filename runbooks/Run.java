import io.monitoring.runbooks.book.Expectation;
import io.monitoring.runbooks.book.Parameter;
import io.monitoring.runbooks.book.Risk;
import io.monitoring.runbooks.book.Runbook;
import io.monitoring.runbooks.book.RunbookParser;
import io.monitoring.runbooks.book.Shape;
import io.monitoring.runbooks.book.Stage;
import io.monitoring.runbooks.book.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs a runbook. What it is called with: {@link #HELP}. Its shell is {@code runbooks/run}. */
public final class Run {

    private static final String HELP =
            """
            runbooks/run <id> [options]      runs the steps of runbooks/<id>.md in order
              --step <name or number>        only this step, or those below the heading of this number; may be repeated
              --param NAME=value             a parameter; otherwise the environment's variable, otherwise the preset
              --dry-run                      shows what it would run, and runs nothing
              --yes-write                    does not ask before a step that writes; one that destroys always wants its
                                             name typed
              --transcript <file>            where the transcript goes; otherwise transcripts/<id>-<time>.md
            Ends with 0 when every step that ran was as expected, 1 when one was not, 2 when it was called wrongly.
            Secrets (ADMIN_TOKEN) come from the environment only, and the transcript does not show them.""";

    private static final Duration LONGEST_STEP = Duration.ofMinutes(5);
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** What `quarkus:dev` listens at and accepts, as the README says. */
    private static final Map<String, String> DEV = Map.of(
            "ADMIN_TOKEN", "dev-admin-token",
            "AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000",
            "AWS_ENDPOINT_URL_SQS", "http://localhost:9324",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "AWS_DEFAULT_REGION", "eu-west-1");
    /** The environment's own secrets, whichever runbook it is. */
    private static final List<String> SECRETS = List.of("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

    private enum Outcome {
        AS_EXPECTED("as expected"),
        NOT_AS_EXPECTED("not as expected"),
        SKIPPED("skipped");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    /** The command line. */
    private record Options(
            String id, List<String> steps, Map<String, String> parameters, boolean dry, boolean yesWrite, Path transcript) {

        static Options of(List<String> arguments) {
            Deque<String> rest = new ArrayDeque<>(arguments);
            String id = null;
            List<String> steps = new ArrayList<>();
            Map<String, String> parameters = new LinkedHashMap<>();
            boolean dry = false;
            boolean yesWrite = false;
            Path transcript = null;
            while (!rest.isEmpty()) {
                String option = rest.pop();
                switch (option) {
                    case "--step" -> steps.add(value(option, rest));
                    case "--param" -> {
                        String[] pair = value(option, rest).split("=", 2);
                        require(pair.length == 2, "--param takes NAME=value");
                        parameters.put(pair[0], pair[1]);
                    }
                    case "--dry-run" -> dry = true;
                    case "--yes-write" -> yesWrite = true;
                    case "--transcript" -> transcript = Path.of(value(option, rest)).toAbsolutePath();
                    default -> {
                        require(!option.startsWith("-") && id == null, "what is " + option + "?");
                        id = option;
                    }
                }
            }
            require(id != null, "which runbook?");
            return new Options(id, steps, parameters, dry, yesWrite, transcript);
        }

        private static String value(String option, Deque<String> rest) {
            require(!rest.isEmpty(), option + " needs a value");
            return rest.pop();
        }

        boolean wants(Stage stage, Step step) {
            return steps.isEmpty() || steps.contains(step.name()) || steps.contains(String.valueOf(stage.number()));
        }
    }

    private final Options options;
    private final Runbook runbook;
    private final Path folder;
    private final Shape shape;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> secrets = new ArrayList<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    private final PrintStream transcript;

    private Run(Path here, Options options) throws IOException {
        this.options = options;
        this.folder = here.toAbsolutePath().normalize().getParent();
        Path file = here.resolve(options.id() + ".md");
        require(options.id().matches("[a-z-]+") && Files.exists(file), "there is no runbook " + options.id());
        this.runbook = RunbookParser.parse(Files.readString(file));
        this.shape = variables();
        this.transcript = open();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        if (rest.contains("--help")) {
            System.out.println(HELP);
            return;
        }
        try {
            System.exit(new Run(Path.of(arguments[0]), Options.of(rest)).all());
        } catch (IllegalArgumentException e) {
            System.err.println("runbooks/run: " + e.getMessage() + "\n\n" + HELP);
            System.exit(2);
        }
    }

    /** Parameters from the command line, the environment or their presets, and what dev mode listens at. */
    private Shape variables() {
        options.parameters().keySet().forEach(name -> require(
                runbook.parameter(name).isPresent(), options.id() + " has no parameter " + name));
        for (Parameter parameter : runbook.parameters()) {
            String value = options.parameters()
                    .getOrDefault(
                            parameter.name(), System.getenv().getOrDefault(parameter.name(), parameter.preset()));
            require(
                    value.isEmpty() || Parameter.accepts(value),
                    parameter.name() + " cannot be " + value + ": only plain tokens are put into commands");
            environment.put(parameter.name(), value);
        }
        Shape found = Shape.of(environment.get("SHAPE"));
        if (found == Shape.DEV) {
            DEV.forEach((name, value) -> environment.put(name, System.getenv().getOrDefault(name, value)));
        }
        List<String> names = new ArrayList<>(SECRETS);
        names.addAll(runbook.secrets());
        for (String name : names) {
            String value = environment.getOrDefault(name, System.getenv(name));
            if (value != null && !value.isBlank() && !value.equals("local")) {
                secrets.add(value);
            }
        }
        return found;
    }

    private PrintStream open() throws IOException {
        Path file = options.transcript() == null
                ? folder.resolve("transcripts")
                        .resolve(options.id() + "-" + FILE_TIME.format(Instant.now()) + ".md")
                : options.transcript();
        Files.createDirectories(file.getParent());
        return new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
    }

    private int all() throws IOException, InterruptedException {
        say("# " + runbook.title() + "\n");
        say("`" + runbook.id() + "`, " + runbook.severity() + " (" + runbook.severity().sev() + "), begun " + now() + "\n");
        for (Parameter parameter : runbook.parameters()) {
            say("- `" + parameter.name() + "=" + environment.get(parameter.name()) + "`");
        }
        for (Stage stage : runbook.stages()) {
            boolean wanted = stage.steps().isEmpty()
                    ? options.steps().isEmpty()
                    : stage.steps().stream().anyMatch(step -> options.wants(stage, step));
            if (wanted) {
                say("\n## " + stage.heading());
                stage.checklist().forEach(item -> say("- [ ] " + item));
            }
            for (Step step : stage.steps()) {
                if (options.wants(stage, step)) {
                    outcomes.merge(one(step), 1, Integer::sum);
                }
            }
        }
        int wrong = outcomes.getOrDefault(Outcome.NOT_AS_EXPECTED, 0);
        require(!outcomes.isEmpty(), "no step is named " + String.join(", ", options.steps()));
        say("\nEnded " + now() + ": " + outcomes.getOrDefault(Outcome.AS_EXPECTED, 0) + " steps as expected, " + wrong
                + " not as expected, " + outcomes.getOrDefault(Outcome.SKIPPED, 0) + " skipped.");
        return wrong == 0 ? 0 : 1;
    }

    private Outcome one(Step step) throws IOException, InterruptedException {
        say("\n### " + step.name() + " (" + step.risk().text() + ")\n");
        if (!step.shapes().contains(shape)) {
            return end(Outcome.SKIPPED, "not for the shape " + shape.text());
        }
        say("```bash\n" + step.command() + "\n```");
        if (options.dry()) {
            return end(Outcome.SKIPPED, "a dry run");
        }
        if (!allowed(step)) {
            return end(Outcome.SKIPPED, "not agreed to");
        }
        Instant begun = Instant.now();
        Path output = Files.createTempFile("runbook", ".out");
        Path errors = Files.createTempFile("runbook", ".err");
        try {
            int status = bash(step, output, errors);
            String took = "%.1f s".formatted(Duration.between(begun, Instant.now()).toMillis() / 1000.0);
            show(output);
            show(errors);
            List<String> broken = broken(step, status, output);
            if (broken.isEmpty()) {
                return end(Outcome.AS_EXPECTED, "exit " + status + ", " + took + ", at " + time(begun));
            }
            broken.forEach(expectation -> say("- expected: " + expectation));
            if (!step.otherwise().isEmpty()) {
                say("- **otherwise: " + step.otherwise() + "**");
            }
            return end(Outcome.NOT_AS_EXPECTED, "exit " + status + ", " + took + ", at " + time(begun));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private boolean allowed(Step step) throws IOException {
        if (step.risk() == Risk.READ || step.risk() == Risk.WRITE && options.yesWrite()) {
            return true;
        }
        boolean destructive = step.risk() == Risk.DESTRUCTIVE;
        System.out.print(
                destructive
                        ? "This destroys something. Type " + step.name() + " to run it: "
                        : "This changes something. Run it? [y/N] ");
        System.out.flush();
        String answer = answers.readLine();
        return answer != null && answer.strip().equals(destructive ? step.name() : "y");
    }

    private int bash(Step step, Path output, Path errors) throws IOException, InterruptedException {
        // As the first failure in a step ends it, also within a pipe, its exit status is that of what went wrong.
        ProcessBuilder builder = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", step.command())
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("AWS_PAGER", "");
        builder.environment().put("RUNBOOK_STEP", step.name());
        Process process = builder.start();
        if (!process.waitFor(LONGEST_STEP.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return process.exitValue();
    }

    private List<String> broken(Step step, int status, Path output) throws IOException, InterruptedException {
        List<String> broken = new ArrayList<>();
        if (status != step.exit()) {
            broken.add("exit " + step.exit());
        }
        for (Expectation expectation : step.expectations()) {
            boolean holds =
                    switch (expectation) {
                        case Expectation.Exit exit -> true;
                        case Expectation.Jq jq -> jq(jq.condition(), output);
                        case Expectation.Matches matches ->
                            matches.pattern().matcher(Files.readString(output)).find();
                    };
            if (!holds) {
                broken.add(expectation.text());
            }
        }
        return broken;
    }

    /** Nothing printed meets no condition; jq 1.6 says of it that any does. */
    private boolean jq(String condition, Path output) throws IOException, InterruptedException {
        if (Files.readString(output, Charset.defaultCharset()).isBlank()) {
            return false;
        }
        ProcessBuilder builder = new ProcessBuilder("jq", "-e", condition, output.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start().waitFor() == 0;
    }

    private void show(Path file) throws IOException {
        String text = Files.readString(file, Charset.defaultCharset()).stripTrailing();
        if (!text.isEmpty()) {
            say("```text\n" + text + "\n```");
        }
    }

    private Outcome end(Outcome outcome, String how) {
        say("Result: " + outcome.words + " (" + how + ")");
        return outcome;
    }

    /** To the terminal and to the transcript, without what is secret. */
    private void say(String text) {
        String shown = text.replaceAll("Bearer (?!\\$)[^\\s\"']+", "Bearer ***");
        for (String secret : secrets) {
            shown = shown.replace(secret, "***");
        }
        System.out.println(shown);
        transcript.println(shown);
    }

    private static String now() {
        return time(Instant.now());
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
