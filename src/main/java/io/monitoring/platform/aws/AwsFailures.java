package io.monitoring.platform.aws;

import io.monitoring.platform.guard.AttemptFailure;
import io.monitoring.platform.guard.AttemptFailure.CallersFault;
import io.monitoring.platform.guard.AttemptFailure.Contended;
import io.monitoring.platform.guard.AttemptFailure.Misconfigured;
import io.monitoring.platform.guard.AttemptFailure.Refused;
import io.monitoring.platform.guard.AttemptFailure.Unanswered;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Reads the exceptions of the AWS SDK. Codes:
 * <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB</a>,
 * <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">SQS</a>. In doubt
 * an attempt counts as unanswered: a false "nothing was stored" would make a caller store twice.
 */
final class AwsFailures {

    private static final Set<String> THROTTLED = Set.of(
            "ProvisionedThroughputExceededException",
            "ThrottlingException",
            "Throttling",
            "ThrottlingError",
            "RequestLimitExceeded",
            "RequestThrottled",
            "OverLimit",
            "ProvisionedThroughputExceeded");
    private static final Set<String> MISSING = Set.of(
            "ResourceNotFoundException",
            "QueueDoesNotExist",
            "AWS.SimpleQueueService.NonExistentQueue",
            "UnknownOperationException");
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");
    private static final Set<String> CONTENDED = Set.of(
            "TransactionConflict",
            "TransactionConflictException",
            "TransactionInProgressException",
            "ReplicatedWriteConflictException");

    private AwsFailures() {}

    static AttemptFailure of(Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (failure) {
            case TransactionCanceledException cancelled -> ofCancelled(cancelled);
            case AwsServiceException answer -> ofAnswer(answer);
            case ApiCallTimeoutException timeout -> new Unanswered("timeout", timeout);
            case ApiCallAttemptTimeoutException timeout -> new Unanswered("timeout", timeout);
            case CancellationException abandoned -> new Unanswered("timeout", abandoned);
            case SdkClientException client when neverConnected(client) -> new Refused("unreachable", client);
            case SdkClientException client
            when withoutCredentials(client) -> new Misconfigured("credentials_missing", client);
            case SdkClientException client -> new Unanswered("connection_lost", client);
            default -> new CallersFault(failure);
        };
    }

    private static AttemptFailure ofAnswer(AwsServiceException answer) {
        String code =
                answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
        int status = answer.statusCode();
        if (code == null) {
            code = "";
        }
        if (THROTTLED.contains(code) || status == 429) {
            return new Refused("throttled", answer);
        }
        if (CONTENDED.contains(code)) {
            return new Contended(answer);
        }
        if (MISSING.contains(code) || status == 404) {
            return new Misconfigured("resource_missing", answer);
        }
        if (DENIED.contains(code) || status == 401 || status == 403) {
            return new Misconfigured("access_denied", answer);
        }
        // A 500 or a 503 of DynamoDB does not say that the write was not carried out.
        if (status >= 500 || status == 408) {
            return new Unanswered("server_error", answer);
        }
        return new CallersFault(answer);
    }

    private static AttemptFailure ofCancelled(TransactionCanceledException cancelled) {
        Set<String> reasons = cancelled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .filter(code -> code != null && !code.equals("None"))
                .collect(Collectors.toSet());
        boolean throttled = reasons.removeAll(THROTTLED);
        boolean contended = reasons.removeAll(CONTENDED);
        if (!reasons.isEmpty() || !(throttled || contended)) {
            return new CallersFault(cancelled);
        }
        return throttled ? new Refused("throttled", cancelled) : new Contended(cancelled);
    }

    /** The request never left: no connection, no address, no TLS session, or no connection of the pool to use. */
    private static boolean neverConnected(SdkClientException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof SSLHandshakeException
                    || saysPoolExhausted(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The SDK has no type for these two of its Netty client's messages. */
    private static boolean saysPoolExhausted(Throwable cause) {
        String message = cause.getMessage();
        return message != null
                && (message.contains("Acquire operation took longer") || message.contains("pending acquires"));
    }

    private static boolean withoutCredentials(SdkClientException failure) {
        String message = failure.getMessage();
        return message != null && message.contains("Unable to load credentials");
    }
}
