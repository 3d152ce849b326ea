package io.monitoring.deploy;

import java.util.List;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IInterfaceVpcEndpointService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/** A network without a way out: DynamoDB, SQS and Bedrock are reached by endpoints, and nothing else is. */
final class Network extends Construct {

    private static final int HTTPS = 443;

    private final Vpc vpc;
    private final SecurityGroup functions;

    Network(Construct scope, Settings settings) {
        super(scope, "Network");
        vpc = Vpc.Builder.create(this, "Vpc")
                .vpcName(settings.named("monitoring"))
                .ipAddresses(IpAddresses.cidr("10.42.0.0/20"))
                .maxAzs(2)
                .natGateways(0)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("functions")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .cidrMask(24)
                        .build()))
                .build();
        functions = SecurityGroup.Builder.create(this, "Functions")
                .vpc(vpc)
                .description("monitoring-api: HTTPS to the endpoints")
                .allowAllOutbound(false)
                .build();
        // DynamoDB's gateway is a list of public addresses, so what is bounded is the port; there is no other route
        // out.
        functions.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "endpoints");
        vpc.addGatewayEndpoint(
                "DynamoDb",
                GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.DYNAMODB)
                        .build());
        endpoint("Sqs", InterfaceVpcEndpointAwsService.SQS);
        if (settings.bedrockModel().isPresent()) {
            endpoint("Bedrock", InterfaceVpcEndpointAwsService.BEDROCK_RUNTIME);
        }
    }

    Vpc vpc() {
        return vpc;
    }

    SecurityGroup functions() {
        return functions;
    }

    private void endpoint(String id, IInterfaceVpcEndpointService service) {
        var group = SecurityGroup.Builder.create(this, id + "Endpoint")
                .vpc(vpc)
                .description("monitoring-api: endpoint of " + id)
                .allowAllOutbound(false)
                .build();
        group.addIngressRule(functions, Port.tcp(HTTPS), "functions");
        vpc.addInterfaceEndpoint(
                id,
                InterfaceVpcEndpointOptions.builder()
                        .service(service)
                        .securityGroups(List.of(group))
                        .open(false)
                        .build());
    }
}
