from aws_cdk import Stack
from aws_cdk import aws_cloudtrail as cloudtrail
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from cdk_s3_encryption import (
    AccessLogDelivery,
    AccessLogsOptions,
    EncryptedBucket,
    LogBucket,
    LogSource,
)
from constructs import Construct


class LogsStack(Stack):
    """Logs that S3 and load balancers deliver to SSE-S3 only, and an audit trail with a key."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)

        # Nobody but AWS services may write to it, and they for this account only.
        logs = LogBucket(self, "Logs", other_writers_denied=True)

        # Server access logs.
        EncryptedBucket(self, "Orders", access_logs=AccessLogsOptions(bucket=logs, prefix="orders/"))

        # A load balancer checks the bucket when its logs are turned on: it waits for the policy.
        vpc = ec2.Vpc(
            self,
            "Vpc",
            max_azs=2,
            nat_gateways=0,
            restrict_default_security_group=False,
        )
        web = elbv2.ApplicationLoadBalancer(self, "Web", vpc=vpc)
        web.set_attribute("access_logs.s3.enabled", "true")
        web.set_attribute("access_logs.s3.bucket", logs.bucket_name)
        logs.accept_logs_from(LogSource.application_load_balancer(producer=web))

        # CloudTrail can have a key; the policies of bucket and key let this trail in.
        audit = EncryptedBucket(
            self,
            "Audit",
            access_logs=AccessLogsOptions(bucket=logs, prefix="audit/"),
        )
        trail = cloudtrail.CfnTrail(
            self,
            "Trail",
            trail_name="audit",
            is_logging=True,
            s3_bucket_name=audit.bucket_name,
            kms_key_id=audit.encryption_key.key_arn if audit.encryption_key else None,
        )
        audit.accept_logs_from(LogSource.cloud_trail(producer=trail, trail_names=["audit"]))

        # Server access logs under a key: to a log group instead of a bucket.
        AccessLogDelivery(self, "PayrollAccessLogs", bucket=EncryptedBucket(self, "Payroll"))
