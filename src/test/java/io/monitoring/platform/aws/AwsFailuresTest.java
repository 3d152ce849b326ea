package io.monitoring.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.platform.guard.AttemptFailure;
import io.monitoring.platform.guard.AttemptFailure.CallersFault;
import io.monitoring.platform.guard.AttemptFailure.Contended;
import io.monitoring.platform.guard.AttemptFailure.Misconfigured;
import io.monitoring.platform.guard.AttemptFailure.Refused;
import io.monitoring.platform.guard.AttemptFailure.Unanswered;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class AwsFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "ConditionalCheckFailedException, 400, CallersFault, client_error",
        "ValidationException, 400, CallersFault, client_error",
        "IdempotentParameterMismatchException, 400, CallersFault, client_error",
        "ItemCollectionSizeLimitExceededException, 400, CallersFault, client_error",
        "BatchEntryIdsNotDistinct, 400, CallersFault, client_error",
        "TransactionConflictException, 400, Contended, contended",
        "TransactionInProgressException, 400, Contended, contended",
        "ProvisionedThroughputExceededException, 400, Refused, throttled",
        "ThrottlingException, 400, Refused, throttled",
        "RequestLimitExceeded, 400, Refused, throttled",
        "RequestThrottled, 403, Refused, throttled",
        ", 429, Refused, throttled",
        "ResourceNotFoundException, 400, Misconfigured, resource_missing",
        "QueueDoesNotExist, 400, Misconfigured, resource_missing",
        "AccessDeniedException, 400, Misconfigured, access_denied",
        "ExpiredTokenException, 400, Misconfigured, access_denied",
        ", 403, Misconfigured, access_denied",
        "InternalServerError, 500, Unanswered, server_error",
        "ServiceUnavailable, 503, Unanswered, server_error",
        ", 502, Unanswered, server_error",
    })
    void readsTheAnswersOfTheServices(String code, int status, String decision, String kind) {
        AttemptFailure failure = AwsFailures.of(DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build());

        assertThat(failure.getClass().getSimpleName()).isEqualTo(decision);
        assertThat(failure.kind()).isEqualTo(kind);
    }

    @Test
    void aCancelledTransactionIsTheCallersFaultWhereOneReasonIs() {
        assertThat(cancelledFor("None", "ConditionalCheckFailed")).isInstanceOf(CallersFault.class);
        assertThat(cancelledFor("TransactionConflict", "ConditionalCheckFailed"))
                .isInstanceOf(CallersFault.class);
        assertThat(cancelledFor("ValidationError")).isInstanceOf(CallersFault.class);
        assertThat(cancelledFor()).isInstanceOf(CallersFault.class);
    }

    @Test
    void aCancelledTransactionIsRepeatedWhereEveryReasonPasses() {
        assertThat(cancelledFor("None", "TransactionConflict")).isInstanceOf(Contended.class);
        assertThat(cancelledFor("TransactionConflict", "ThrottlingError")).isInstanceOf(Refused.class);
        assertThat(cancelledFor("ProvisionedThroughputExceeded")).isInstanceOf(Refused.class);
    }

    @Test
    void knowsWhatNeverLeft() {
        assertThat(client(new ConnectException("refused"))).isInstanceOf(Refused.class);
        assertThat(client(new UnknownHostException("nowhere"))).isInstanceOf(Refused.class);
        assertThat(client(new TimeoutException("Acquire operation took longer than 10000 milliseconds.")))
                .isInstanceOf(Refused.class);
        assertThat(AwsFailures.of(SdkClientException.create("Unable to load credentials from any of ...")))
                .isInstanceOf(Misconfigured.class);
    }

    @Test
    void inDoubtItMayHaveBeenCarriedOut() {
        assertThat(client(new IOException("Connection reset"))).isInstanceOf(Unanswered.class);
        assertThat(AwsFailures.of(new CancellationException())).isInstanceOf(Unanswered.class);
        assertThat(AwsFailures.of(SdkClientException.create("anything"))).isInstanceOf(Unanswered.class);
    }

    @Test
    void aMistakeInOurCodeIsNoOutage() {
        assertThat(AwsFailures.of(new NullPointerException())).isInstanceOf(CallersFault.class);
    }

    private static AttemptFailure client(Throwable cause) {
        return AwsFailures.of(new CompletionException(SdkClientException.create("failed", cause)));
    }

    private static AttemptFailure cancelledFor(String... reasons) {
        return AwsFailures.of(TransactionCanceledException.builder()
                .statusCode(400)
                .cancellationReasons(Arrays.stream(reasons)
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build());
    }
}
