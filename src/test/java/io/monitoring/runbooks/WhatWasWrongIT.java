package io.monitoring.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.monitoring.runbooks.Tools.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rows of the table at the end of {@code runbooks/system-outage.md}: the original's command does not notice, or does not
 * work; ours does, and is content when all is well. Those of invoking a function: {@code io.monitoring.lambda.InvokeStepsIT}.
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
    @Row("`curl -f .../health")
    void step2HealthNoticesThatNothingAnswers() {
        Said original = ground.bash("curl -f http://127.0.0.1:1/health || echo 'API DOWN'");

        assertThat(original.status()).isZero();
        assertThat(ground.step("health", Map.of("API_URL", "http://127.0.0.1:1"))
                        .asExpected())
                .isFalse();
        assertThat(ground.step("health", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    @Row("`curl -f .../health")
    void step2HealthShowsWhatIsWrong() throws IOException {
        HttpServer unhealthy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        unhealthy.createContext("/health", exchange -> {
            byte[] answer = "{\"status\": \"unhealthy\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(503, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        unhealthy.start();
        String url = "http://127.0.0.1:" + unhealthy.getAddress().getPort();

        Said original = ground.bash("curl -f " + url + "/health || echo 'API DOWN'");
        Transcript.Result ours = ground.step("health", Map.of("API_URL", url));
        unhealthy.stop(0);

        assertThat(original.text()).contains("API DOWN").doesNotContain("unhealthy");
        assertThat(ours.output()).contains("unhealthy");
        assertThat(ours.asExpected()).isFalse();
    }

    @Test
    @Row("`aws cloudwatch get-dashboard`")
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
        assertThat(ground.step("alarms", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    @Row("`list-functions`")
    void step4ListFunctionsHasNoState() {
        assumeAws();
        assumeThat(Tools.pythonOfAws()).isPresent();
        String page = "python3 -c \"import botocore.session; print(botocore.session.get_session().get_service_model("
                + "'lambda').operation_model('ListFunctions').documentation)\"";

        Said original =
                ground.bash("aws lambda list-functions --query 'Functions[?contains(FunctionName, `nothing`)]'");

        assertThat(ground.bash(page).text()).contains("subset", "State", "LastUpdateStatus");
        assertThat(original.status()).isZero();
        assertThat(ground.step("functions", Map.of("ENVIRONMENT", "nothing")).asExpected())
                .isFalse();
        assertThat(ground.step("functions", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    @Row("`get-rest-apis`")
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
        assertThat(ground.step("api-gateway", NOTHING_ELSE).asExpected()).isTrue();
        assertThat(ground.step("network", Map.of("ENVIRONMENT", "isolated")).asExpected())
                .isFalse();
        assertThat(ground.step("network", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    @Row({"`start-query --start-time", "no `get-query-results`"})
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
        assertThat(ours.output()).contains("a fault of the test");
        assertThat(ours.asExpected()).isFalse();
    }

    @Test
    @Row("`date ... --iso-8601`")
    void step5And8TimesOfCloudWatchHaveAnHour() {
        assumeAws();

        Said original = ground.bash("aws cloudwatch get-metric-statistics --namespace AWS/ApiGateway"
                + " --metric-name 5XXError --dimensions Name=ApiName,Value=monitoring-api --period 300 --statistics Sum"
                + " --start-time $(date -d '12:00' --iso-8601) --end-time $(date -d '14:00' --iso-8601)");

        assertThat(original.status()).isNotZero();
        assertThat(original.text()).contains("StartTime must be less than");
        assertThat(ground.step("server-errors", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    @Row("`curl -X POST ...` without `-f`")
    void step6ResetNoticesThatItIsRefused() {
        String wrong = "not-the-token";

        Said original = ground.bash(
                "curl -s -X POST $API_URL/admin/circuit-breaker/reset -H 'Authorization: Bearer " + wrong + "'");

        assertThat(original.status()).isZero();
        assertThat(original.text()).contains("401");
        assertThat(ground.step("reset-breakers", Map.of("ADMIN_TOKEN", wrong)).asExpected())
                .isFalse();
        assertThat(ground.step("reset-breakers", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    @Row("`cdk deploy --hotswap")
    void step7HotswapLeavesCloudFormationBehind() {
        assumeThat(ground.hasStack())
                .as("the CDK command line, aws and moto_server are here")
                .isTrue();
        String update = "aws cloudformation update-stack --stack-name MonitoringStack-prod --template-body ";

        Said help = ground.bash("deploy/cdk/node_modules/.bin/cdk deploy --help");
        ground.bash(update + "\"$(jq '.Resources.Topic.Properties.DisplayName = \"by hand\"'"
                + " $CDK_APP/MonitoringStack-prod.template.json)\"");
        Transcript.Result changed = ground.step("drift", NOTHING_ELSE);
        ground.bash(update + "file://$CDK_APP/MonitoringStack-prod.template.json");

        assertThat(help.text().replaceAll("\\s+", " "))
                .contains("Do not use this in production environments")
                .contains("\"broadening\"");
        assertThat(changed.asExpected()).as(changed.text()).isFalse();
        assertThat(changed.text()).contains("by hand");
        for (String step : List.of("drift", "deploy")) {
            Transcript.Result ours = ground.step(step, NOTHING_ELSE);
            assertThat(ours.asExpected()).as(ours.text()).isTrue();
        }
    }

    @Test
    @Row({"`--provisioned-concurrency-units`", "`--qualifier $LATEST`"})
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
    @Row("`UserErrors`")
    void step8ThrottlingShowsWhereItIsCounted() {
        assumeAws();
        ground.bash("aws cloudwatch put-metric-data --namespace AWS/DynamoDB --metric-name UserErrors --value 7;"
                + " aws cloudwatch put-metric-data --namespace AWS/DynamoDB --metric-name WriteThrottleEvents --value 7"
                + " --dimensions TableName=ApplicationMetrics-throttled");

        Said original = ground.bash("aws cloudwatch get-metric-statistics --namespace AWS/DynamoDB --metric-name"
                + " UserErrors --dimensions Name=TableName,Value=ApplicationMetrics-throttled --period 300 --statistics"
                + " Sum --start-time $(($(date +%s) - 3600)) --end-time $(($(date +%s) + 60))");

        assertThat(original.text()).contains("\"Datapoints\": []");
        assertThat(ground.step("throttles", Map.of("ENVIRONMENT", "throttled")).asExpected())
                .isFalse();
        assertThat(ground.step("throttles", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    @Row("`update-table --provisioned-throughput`")
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
    @Row({"`POST`, then `GET`", "50 calls of `/health`"})
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
    @Row("`--queue-url $PROCESSING_QUEUE_URL`")
    void step9NobodySetsTheQueuesUrl() {
        assumeAws();

        Said original = ground.bash("unset PROCESSING_QUEUE_URL; aws sqs get-queue-attributes --queue-url"
                + " $PROCESSING_QUEUE_URL --attribute-names ApproximateNumberOfMessages");

        assertThat(original.status()).isNotZero();
        assertThat(original.text()).contains("expected one argument");
        assertThat(ground.step("queues", NOTHING_ELSE).asExpected()).isTrue();
    }

    @Test
    @Row("`INC-2024-001`")
    void step11NothingIsLeftOfAFixedTime() {
        Said original = ground.bash("curl -s $API_URL/analysis -H 'Content-Type: application/json' -d '{"
                + "\"analysis_type\": \"post_incident\", \"incident_id\": \"INC-2024-001\","
                + " \"time_range\": \"2024-01-01T10:00:00Z/2024-01-01T12:00:00Z\"}'");
        Transcript.Result ours = ground.step("analyse-afterwards", NOTHING_ELSE);

        assertThat(original.status()).isZero();
        assertThat(original.text()).contains("2024-01-01T12:00:00Z").doesNotContain("checkout");
        assertThat(ours.asExpected()).as(ours.text()).isTrue();
        assertThat(ours.output()).contains("INC-0001").doesNotContain("2024-01-01");
    }

    /** As AWS publishes it: by API. There is no load balancer in the stack. */
    @Test
    @Row("`ErrorRate` of `AWS/ApplicationELB`")
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
        Transcript.Result ours = ground.step("add-alarm", NOTHING_ELSE);
        assertThat(ours.asExpected()).isTrue();
        assertThat(ours.output()).contains("5XXError", "\"Value\": \"monitoring-api\"");
    }

    private static void assumeAws() {
        assumeThat(Tools.present("aws") && ground.hasMoto())
                .as("aws and moto_server are here")
                .isTrue();
    }
}
