package io.monitoring.runbooks.book;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a runbook's Markdown. What is not a step (text, tables, blocks without a name) it passes by. */
public final class RunbookParser {

    private static final String RULE = "---";
    private static final String FENCE = "```";
    private static final Pattern STEP_FENCE = Pattern.compile("```bash \\{ (.*) }");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z]+)=(\\S+)");
    private static final Pattern HEADING = Pattern.compile("###? (?:(\\d+)\\. )?(.+)");
    private static final Pattern CHECK = Pattern.compile("- \\[ ] (.+)");
    private static final Pattern JUDGEMENT = Pattern.compile("- (Expect|Otherwise): (.+)");
    private static final Set<String> ATTRIBUTES = Set.of("name", "risk", "on");

    private final List<String> lines;
    private final List<Stage> stages = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private String section = "";
    private int number;
    private String title = "";
    private List<String> checklist = new ArrayList<>();
    private List<Step> steps = new ArrayList<>();
    private int at;
    /** The line, counted from 1, of what is being read: a step's is its fence. */
    private int begun = 1;

    private RunbookParser(List<String> lines) {
        this.lines = lines;
    }

    /** @throws IllegalArgumentException that names the line which is not as a runbook's lines are */
    public static Runbook parse(String text) {
        return new RunbookParser(text.lines().toList()).runbook(text);
    }

    private Runbook runbook(String text) {
        try {
            FrontMatter front = front();
            while (at < lines.size()) {
                line(lines.get(at++));
            }
            endStage();
            return new Runbook(
                    front.value("id"),
                    front.value("title"),
                    Severity.valueOf(front.value("severity")),
                    front.list("symptoms"),
                    front.list("alerts"),
                    front.list("services"),
                    front.value("owner"),
                    front.parameters(),
                    front.list("secrets"),
                    List.copyOf(stages),
                    text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + begun + ": " + e.getMessage(), e);
        }
    }

    private FrontMatter front() {
        if (lines.isEmpty() || !lines.getFirst().equals(RULE)) {
            throw new IllegalArgumentException("a runbook begins with front matter");
        }
        int end = lines.subList(1, lines.size()).indexOf(RULE) + 1;
        if (end == 0) {
            throw new IllegalArgumentException("the front matter does not end");
        }
        at = end + 1;
        return new FrontMatter(lines.subList(1, end));
    }

    private void line(String line) {
        begun = at;
        Matcher heading = HEADING.matcher(line);
        Matcher check = CHECK.matcher(line);
        if (line.startsWith(FENCE)) {
            block(line);
        } else if (heading.matches()) {
            endStage();
            number = heading.group(1) == null ? 0 : Integer.parseInt(heading.group(1));
            title = heading.group(2);
            if (line.startsWith("## ")) {
                section = title;
            }
        } else if (check.matches()) {
            checklist.add(check.group(1));
        }
    }

    private void endStage() {
        if (!checklist.isEmpty() || !steps.isEmpty()) {
            stages.add(new Stage(section, number, title, checklist, steps));
        }
        checklist = new ArrayList<>();
        steps = new ArrayList<>();
    }

    private void block(String fence) {
        List<String> command = new ArrayList<>();
        while (at < lines.size() && !lines.get(at).equals(FENCE)) {
            command.add(lines.get(at++));
        }
        if (at++ == lines.size()) {
            throw new IllegalArgumentException("a block does not end");
        }
        Matcher step = STEP_FENCE.matcher(fence);
        if (step.matches()) {
            steps.add(step(attributes(step.group(1)), String.join("\n", command)));
        } else if (fence.contains("{")) {
            throw new IllegalArgumentException("not the beginning of a step: " + fence);
        }
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            attributes.put(attribute.group(1), attribute.group(2));
        }
        if (!ATTRIBUTES.containsAll(attributes.keySet())
                || !attributes.containsKey("name")
                || !attributes.containsKey("risk")) {
            throw new IllegalArgumentException("a step has name, risk and perhaps on, not " + text);
        }
        return attributes;
    }

    private Step step(Map<String, String> attributes, String command) {
        String name = attributes.get("name");
        if (!names.add(name)) {
            throw new IllegalArgumentException("two steps are named " + name);
        }
        List<Expectation> expectations = new ArrayList<>();
        String otherwise = "";
        skipBlank();
        while (at < lines.size()) {
            Matcher judgement = JUDGEMENT.matcher(lines.get(at));
            if (!judgement.matches()) {
                break;
            }
            at++;
            String text = judgement.group(2) + continuation();
            if (judgement.group(1).equals("Expect")) {
                expectations.add(Expectation.of(text));
            } else {
                otherwise = text;
            }
        }
        if (expectations.isEmpty()) {
            throw new IllegalArgumentException("nothing is expected of " + name);
        }
        return new Step(
                name,
                Risk.of(attributes.get("risk")),
                Shape.allOf(attributes.get("on")),
                command,
                expectations,
                otherwise);
    }

    private void skipBlank() {
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
    }

    /** A list item goes on in lines that are indented. */
    private String continuation() {
        StringBuilder rest = new StringBuilder();
        while (at < lines.size() && lines.get(at).startsWith("  ")) {
            rest.append(' ').append(lines.get(at++).strip());
        }
        return rest.toString();
    }
}
