package io.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the outage runbook calls by name, with the step in which it does. */
class RunbookNamesTest {

    @ParameterizedTest(name = "step {0}: {3}")
    @CsvSource({
        "2, AWS::CloudWatch::Dashboard, DashboardName, monitoring-dashboard-prod",
        "2, AWS::Lambda::Function,      FunctionName,  monitoring-api-prod",
        "3, AWS::Lambda::Function,      FunctionName,  monitoring-ai-analysis-prod",
        "4, AWS::ApiGateway::RestApi,   Name,          monitoring-api",
        "4, AWS::Lambda::Function,      FunctionName,  monitoring-processor-prod",
        "4, AWS::Lambda::Function,      FunctionName,  monitoring-health-prod",
        "4, AWS::DynamoDB::GlobalTable, TableName,     ApplicationMetrics-prod",
        "5, AWS::Logs::LogGroup,        LogGroupName,  /aws/lambda/monitoring-api-prod",
        "7, AWS::Lambda::Function,      FunctionName,  monitoring-api-prod",
        "9, AWS::SQS::Queue,            QueueName,     monitoring-queue-prod",
        "13, AWS::CloudWatch::Alarm,    AlarmName,     OutageDetection",
    })
    void exists(int step, String type, String property, String name) {
        assertThat(Synthesised.prod().one(type, property, name))
                .as("step %d", step)
                .isNotNull();
    }

    @Test
    void step4FindsTheEndpointOfDynamoDb() {
        assertThat(Synthesised.prod().all("AWS::EC2::VPCEndpoint"))
                .anyMatch(endpoint -> endpoint.path("ServiceName").toString().contains(".dynamodb\""));
    }

    /** Steps 5 and 8 ask CloudWatch by these dimensions; the API's name is the value of ApiName. */
    @Test
    void steps5And8AskForDimensionsThatAreThere() {
        assertThat(Synthesised.prod().all("AWS::CloudWatch::Alarm").toString())
                .contains("{\"Name\":\"ApiName\",\"Value\":\"monitoring-api\"}")
                .contains("{\"Name\":\"TableName\",\"Value\":\"ApplicationMetrics-prod\"}");
    }

    /** Step 7, which puts provisioned concurrency on $LATEST: Lambda takes it for an alias or a version only. */
    @Test
    void step7HasAnAliasToScale() {
        int warm = Synthesised.prod()
                .one("AWS::Lambda::Alias", "Name", "live")
                .at("/ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions")
                .asInt();

        assertThat(warm).isPositive();
        assertThat(Synthesised.prod().file()).hasFileName("MonitoringStack-prod.template.json");
    }

    /** YOUR_API_URL (2, 6, 9, 10) and PROCESSING_QUEUE_URL (9). */
    @Test
    void whatTheReaderHasToFillInIsAnOutput() {
        assertThat(Synthesised.prod().template().path("Outputs").fieldNames())
                .toIterable()
                .contains("ApiUrl", "FunctionUrl", "TableName", "QueueUrl", "DashboardUrl");
    }
}
