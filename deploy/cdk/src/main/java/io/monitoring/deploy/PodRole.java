package io.monitoring.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.SessionTagsPrincipal;
import software.constructs.Construct;

/** What a pod may, by EKS Pod Identity: everything that the four functions may between them. */
final class PodRole extends Construct {

    PodRole(Construct scope, Settings settings, MetricsTable table, ProcessingQueues queues) {
        super(scope, "Pods");
        Role.Builder.create(this, "Role")
                .roleName(settings.named("monitoring-pod"))
                .description("Pods of monitoring-api (EKS Pod Identity)")
                .assumedBy(new SessionTagsPrincipal(new ServicePrincipal("pods.eks.amazonaws.com")))
                .inlinePolicies(Map.of(
                        "monitoring",
                        PolicyDocument.Builder.create()
                                .statements(List.of(
                                        table.reading(),
                                        table.writing(),
                                        queues.asking(),
                                        queues.sending(),
                                        queues.consuming(),
                                        queues.redriving()))
                                .build()))
                .build();
    }
}
