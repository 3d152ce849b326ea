package io.monitoring.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.monitoring.runbooks.Tools.Said;
import io.monitoring.runbooks.book.Runbook;
import io.monitoring.runbooks.book.Step;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each row of the table at the end of {@code runbooks/system-outage.md}: the original's command does not notice, or does
 * not work; ours does. That ours work when all is well is what {@link RunbooksIT} shows.
 */
class WhatWasWrongIT {

    private static final Map<String, String> NOTHING_ELSE = Map.of();
    private static ProvingGround ground;

    @BeforeAll
    static void start() {
        ground = new ProvingGround();
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @AfterEach
    void recover() {
        ground.stack().recover();
    }

    @Test
    void step2HealthNoticesThatNothingAnswers() {
        Said original = ground.bash("curl -f http://127.0.0.1:1/health || echo 'API DOWN'");

        assertThat(original.status()).isZero();
        assertThat(ground.step("health", Map.of("API_URL", "http://127.0.0.1:1"))
                        .asExpected())
                .isFalse();
    }

    @Test
    void step2AlarmsNoticeAnAlarm() {
        assumeAws();
        ground.bash("aws cloudwatch put-metric-alarm --alarm-name monitoring-fired --namespace N --metric-name M"
                + " --period 60 --evaluation-periods 1 --comparison-operator GreaterThanThreshold --threshold 1"
                + " --statistic Sum; aws cloudwatch set-alarm-state --alarm-name monitoring-fired --state-value ALARM"
                + " --state-reason test");

        Said original = ground.bash("aws cloudwatch get-dashboard --dashboard-name monitoring-dashboard-prod");
        boolean noticed = !ground.step("alarms", NOTHING_ELSE).asExpected();
        ground.bash("aws cloudwatch delete-alarms --alarm-names monitoring-fired");

        assertThat(original.status()).isZero();
        assertThat(original.text()).doesNotContain("ALARM");
        assertThat(noticed).isTrue();
    }

    @Test
    void step2InvokeNoticesAFunctionThatFails() {
        assumeAws();

        Said original = ground.bash("out=$(mktemp); aws lambda invoke --function-name monitoring-api-broken $out >&2;"
                + " cat $out | jq '.circuit_breaker'");

        assertThat(original.status()).isZero();
        assertThat(original.text()).contains("FunctionError").endsWith("null\n");
        assertThat(ground.step("invoke-health", Map.of("ENVIRONMENT", "broken")).asExpected())
                .isFalse();
    }

    /** Version 2 takes a payload for base64 unless it comes from {@code fileb://}, which both read as bytes. */
    @Test
    void step3PayloadIsReadAlikeByBothVersionsOfTheCommandLine() {
        assumeAws();
        String payload = "{\"incident_mode\": true, \"severity\": \"P0\"}";

        Said original =
                ground.bash("aws lambda invoke --function-name monitoring-api-prod /dev/null --v2-debug --payload '"
                        + payload + "'");

        assertThat(original.text()).contains("AWS CLI v2 will assume the parameter value is base64-encoded");
        assertThatThrownBy(() -> Base64.getDecoder().decode(payload)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Books.all().stream().flatMap(Runbook::steps).map(Step::command))
                .anyMatch(command -> command.contains("--payload"))
                .noneMatch(command -> command.matches("(?s).*--payload (?!fileb://).*"));
        // An outage of the test before may not be over yet.
        await().atMost(Duration.ofSeconds(90))
                .until(() -> ground.step("invoke-health", NOTHING_ELSE).asExpected());
    }

    @Test
    void step4ListFunctionsHasNoState() {
        assumeThat(Tools.pythonOfAws()).isPresent();
        String page = "python3 -c \"import botocore.session; print(botocore.session.get_session().get_service_model("
                + "'lambda').operation_model('ListFunctions').documentation)\"";

        assertThat(ground.bash(page).text()).contains("subset", "State", "LastUpdateStatus");
        assertThat(ground.step("functions", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    void step4NoticesThatNothingIsFound() {
        assumeAws();

        Said original = ground.bash("aws apigateway get-rest-apis --query 'items[?name==`nothing`]'");
        Said network = ground.bash(
                "aws ec2 describe-vpc-endpoints --filters Name=service-name,Values=com.amazonaws.*.dynamodb");

        assertThat(original.status()).isZero();
        assertThat(original.text().strip()).isEqualTo("[]");
        assertThat(network.status()).isZero();
        assertThat(ground.step("api-gateway", Map.of("API_NAME", "nothing")).asExpected())
                .isFalse();
    }

    @Test
    void step5TimesOfALogQueryAreSeconds() {
        assumeAws();
        ground.bash("aws logs put-log-events --log-group-name /aws/lambda/monitoring-api-prod --log-stream-name stream"
                + " --log-events timestamp=$(($(date +%s) * 1000)),message='ERROR a fault of the test'");

        Said started = ground.bash("aws logs start-query --log-group-name /aws/lambda/monitoring-api-prod"
                + " --start-time $(date -d '1 hour ago' +%s)000 --end-time $(date +%s)000"
                + " --query-string 'fields @timestamp, @message | filter @message like /ERROR/'");
        Said original =
                ground.bash("aws logs get-query-results --query-id $(jq -r .queryId <<<'" + started.text() + "')");
        Transcript.Result ours = ground.step("error-log", NOTHING_ELSE);
        ground.bash("aws logs delete-log-stream --log-group-name /aws/lambda/monitoring-api-prod --log-stream-name"
                + " stream");

        assertThat(started.text()).contains("queryId").doesNotContain("results");
        assertThat(original.text()).doesNotContain("a fault of the test");
        assertThat(ours.text()).contains("a fault of the test");
        assertThat(ours.asExpected()).isFalse();
    }

    @Test
    void step5And8TimesOfCloudWatchHaveAnHour() {
        assumeAws();

        Said original = ground.bash("aws cloudwatch get-metric-statistics --namespace AWS/ApiGateway"
                + " --metric-name 5XXError --dimensions Name=ApiName,Value=monitoring-api --period 300 --statistics Sum"
                + " --start-time $(date -d '0 hours ago' --iso-8601) --end-time $(date --iso-8601)");

        assertThat(original.status()).isNotZero();
        assertThat(original.text()).contains("StartTime must be less than");
        assertThat(ground.step("server-errors", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    void step6ResetNoticesThatItIsRefused() {
        String wrong = "not-the-token";

        Said original = ground.bash(
                "curl -s -X POST $API_URL/admin/circuit-breaker/reset -H 'Authorization: Bearer " + wrong + "'");

        assertThat(original.status()).isZero();
        assertThat(original.text()).contains("401");
        assertThat(ground.step("reset-breakers", Map.of("ADMIN_TOKEN", wrong)).asExpected())
                .isFalse();
    }

    @Test
    void step7HotswapLeavesCloudFormationBehind() {
        Path cdk = Path.of("deploy", "cdk", "node_modules", ".bin", "cdk");
        assumeThat(Files.exists(cdk)).as("the CDK command line is here").isTrue();

        Said help = ground.bash(cdk + " deploy --help");

        assertThat(help.text().replaceAll("\\s+", " "))
                .containsIgnoringCase("drift")
                .contains("--require-approval");
    }

    @Test
    void step7ProvisionedConcurrencyNeedsItsOptionAndAnAlias() {
        assumeAws();
        String put = "aws lambda put-provisioned-concurrency-config --function-name monitoring-api-prod ";

        Said option = ground.bash(put + "--qualifier live --provisioned-concurrency-units 10");
        Said latest =
                ground.bash("unset LATEST; " + put + "--qualifier $LATEST --provisioned-concurrent-executions 10");
        Said ours =
                ground.bash("RUNBOOKS_ONLY_CHECK=1 " + put + "--qualifier live --provisioned-concurrent-executions 10");

        assertThat(option.status()).isNotZero();
        assertThat(latest.text()).contains("argument --qualifier: expected one argument");
        assumeThat(Tools.pythonOfAws()).isPresent();
        assertThat(ours.status()).as(ours.text()).isZero();
    }

    /** As AWS publishes them: UserErrors of an account, throttles of a table (its page on DynamoDB metrics and dimensions). */
    @Test
    void step8ThrottlingShowsWhereItIsCounted() {
        assumeAws();
        ground.bash("aws cloudwatch put-metric-data --namespace AWS/DynamoDB --metric-name UserErrors --value 7;"
                + " aws cloudwatch put-metric-data --namespace AWS/DynamoDB --metric-name WriteThrottleEvents --value 7"
                + " --dimensions TableName=ApplicationMetrics-throttled");

        Said original = ground.bash("aws cloudwatch get-metric-statistics --namespace AWS/DynamoDB"
                + " --metric-name UserErrors --dimensions Name=TableName,Value=ApplicationMetrics-throttled --period 300"
                + " --statistics Sum --start-time $(($(date +%s) - 3600)) --end-time $(($(date +%s) + 60))");

        assertThat(original.text()).contains("\"Datapoints\": []");
        assertThat(ground.step("throttles", Map.of("ENVIRONMENT", "throttled")).asExpected())
                .isFalse();
    }

    @Test
    void step8ATableOnDemandHasNoCapacityToSet() {
        assumeAws();

        Said original = ground.bash("aws dynamodb update-table --table-name ApplicationMetrics-prod"
                + " --provisioned-throughput ReadCapacityUnits=100,WriteCapacityUnits=100 --endpoint-url "
                + ground.stack().dynamo().endpoint());

        // DynamoDB refuses it with a ValidationException; DynamoDB Local takes it, and does nothing.
        assertThat(original.text()).containsAnyOf("ValidationException", "\"WriteCapacityUnits\": 0");
        assertThat(original.text()).doesNotContain("\"WriteCapacityUnits\": 100");
        assertThat(ground.step("warm-table", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    void step9AndStep10NoticeThatTheDatabaseIsAway() {
        String post = "curl -s -X POST $API_URL/metrics -H 'Content-Type: application/json'"
                + " -d '{\"service_name\": \"test\", \"metric_type\": \"health_check\", \"value\": 1}'";
        ground.stack().dynamo().stop();
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            ground.bash(post);
            return ground.api().get("health").body().contains("\"OPEN\"");
        });

        Said original = ground.bash(post + "; curl -s \"$API_URL/metrics?service=test\"");
        Said load = ground.bash(
                "for i in {1..50}; do curl -s -o /dev/null -w '%{http_code}\\n' $API_URL/health & done; wait");

        assertThat(original.status()).isZero();
        assertThat(load.text().lines()).hasSize(50).containsOnly("200");
        assertThat(ground.step("store-and-read", NOTHING_ELSE).asExpected()).isFalse();
        assertThat(ground.step("load", NOTHING_ELSE).asExpected()).isFalse();
    }

    @Test
    void step9NobodySetsTheQueuesUrl() {
        assumeAws();

        Said original = ground.bash("unset PROCESSING_QUEUE_URL; aws sqs get-queue-attributes --queue-url"
                + " $PROCESSING_QUEUE_URL --attribute-names ApproximateNumberOfMessages");

        assertThat(original.status()).isNotZero();
        assertThat(original.text()).contains("expected one argument");
        assertThat(ground.step("queues", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    void step11NothingIsLeftOfAFixedTime() {
        String range = "metrics?from=%s&to=%s";

        assertThat(ground.api()
                        .get(range.formatted("2024-01-01T10:00:00Z", "2024-01-01T12:00:00Z"))
                        .body())
                .contains("\"count\":0");
        assertThat(ground.step("breaker-history", NOTHING_ELSE).asExpected()).isTrue();
    }

    /** As AWS publishes it: by API. There is no load balancer in the stack. */
    @Test
    void step13TheAlarmWatchesAMetricThatThereIs() {
        assumeAws();
        ground.bash("aws cloudwatch put-metric-data --namespace AWS/ApiGateway --metric-name 5XXError --value 20"
                + " --dimensions ApiName=failing");
        String list = "aws cloudwatch list-metrics --namespace %s --metric-name %s --query 'length(Metrics)'";

        assertThat(ground.bash(list.formatted("AWS/ApplicationELB", "ErrorRate"))
                        .text()
                        .strip())
                .isEqualTo("0");
        assertThat(ground.bash(list.formatted("AWS/ApiGateway", "5XXError"))
                        .text()
                        .strip())
                .isNotEqualTo("0");
        assertThat(ground.step("add-alarm", NOTHING_ELSE).text()).contains("5XXError", "\"Value\": \"monitoring-api\"");
    }

    private static void assumeAws() {
        assumeThat(Tools.present("aws") && ground.hasMoto())
                .as("aws and moto_server are here")
                .isTrue();
    }

    @Test
    void everyRowHasATest() {
        List<String> rows = Books.read(Books.FOLDER.resolve("system-outage.md"))
                .lines()
                .dropWhile(line -> !line.equals("## What the original said"))
                .filter(line -> line.matches("\\| [0-9, ]+ \\|.*"))
                .toList();
        String tests = String.join(
                " ",
                List.of(getClass().getDeclaredMethods()).stream()
                        .map(Method::getName)
                        .toList());

        assertThat(rows).hasSizeGreaterThan(15);
        for (String row : rows) {
            for (String step : row.substring(2, row.indexOf(" |", 2)).split(", ", -1)) {
                assertThat(tests).as(row).containsPattern("(step|Step|And)" + step + "[A-Z]");
            }
        }
    }
}
