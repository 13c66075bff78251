package com.example;

import io.github.cdks3encryption.AccessLogDelivery;
import io.github.cdks3encryption.AccessLogsOptions;
import io.github.cdks3encryption.CloudTrailLogsOptions;
import io.github.cdks3encryption.EncryptedBucket;
import io.github.cdks3encryption.LogBucket;
import io.github.cdks3encryption.LogSource;
import io.github.cdks3encryption.LogSourceOptions;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudtrail.CfnTrail;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.constructs.Construct;

/** Logs that S3 and load balancers deliver to SSE-S3 only, and an audit trail with a key. */
public class LogsStack extends Stack {
    public LogsStack(final Construct scope, final String id) {
        super(scope, id);

        // Nobody but AWS services may write to it, and they for this account only.
        LogBucket logs = LogBucket.Builder.create(this, "Logs").otherWritersDenied(true).build();

        // Server access logs.
        EncryptedBucket.Builder.create(this, "Orders")
            .accessLogs(AccessLogsOptions.builder().bucket(logs).prefix("orders/").build())
            .build();

        // A load balancer checks the bucket when its logs are turned on: it waits for the policy.
        Vpc vpc = Vpc.Builder.create(this, "Vpc").maxAzs(2).natGateways(0).restrictDefaultSecurityGroup(false).build();
        ApplicationLoadBalancer web = ApplicationLoadBalancer.Builder.create(this, "Web").vpc(vpc).build();
        web.setAttribute("access_logs.s3.enabled", "true");
        web.setAttribute("access_logs.s3.bucket", logs.getBucketName());
        logs.acceptLogsFrom(LogSource.applicationLoadBalancer(LogSourceOptions.builder().producer(web).build()));

        // CloudTrail can have a key; the policies of bucket and key let this trail in.
        EncryptedBucket audit = EncryptedBucket.Builder.create(this, "Audit")
            .accessLogs(AccessLogsOptions.builder().bucket(logs).prefix("audit/").build())
            .build();
        CfnTrail trail = CfnTrail.Builder.create(this, "Trail")
            .trailName("audit")
            .isLogging(true)
            .s3BucketName(audit.getBucketName())
            .kmsKeyId(audit.getEncryptionKey().getKeyArn())
            .build();
        audit.acceptLogsFrom(LogSource.cloudTrail(
            CloudTrailLogsOptions.builder().producer(trail).trailNames(List.of("audit")).build()));

        // Server access logs under a key: to a log group instead of a bucket.
        AccessLogDelivery.Builder.create(this, "PayrollAccessLogs")
            .bucket(new EncryptedBucket(this, "Payroll"))
            .build();
    }
}
