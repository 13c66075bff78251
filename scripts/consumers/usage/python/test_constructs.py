import inspect
from typing import Callable

import cdk_s3_encryption
import pytest
from aws_cdk import App, Environment, Stack
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk.assertions import Template
from cdk_s3_encryption import (
    AccessLogDelivery,
    AlertTopic,
    BatchJobAlerts,
    BucketChangeAlerts,
    BucketReplication,
    BucketReplicationRule,
    BucketTag,
    CurrentEncryption,
    DashboardBucket,
    DefaultEncryption,
    DirectoryBucketZone,
    EncryptedBucket,
    EncryptedBucketDefaults,
    EncryptedBucketOrigin,
    EncryptedDirectoryBucket,
    EncryptedTableBucket,
    EncryptedVectorBucket,
    EncryptionConfigRule,
    EncryptionConfigRules,
    EncryptionDashboard,
    EncryptionHook,
    EncryptionHookFailureMode,
    EncryptionHookOperation,
    EncryptionHookRuleSet,
    EncryptionInventory,
    EncryptionKey,
    EncryptionMonitor,
    ExpectedEncryption,
    InventoryField,
    KeyChangeAlerts,
    KeyLifecycleAlerts,
    KeyUseAlarms,
    KmsQuotaAlarm,
    LogBucket,
    LogSource,
    ObjectReencryption,
    ObjectSelection,
    ObjectTrail,
    OrganizationGuardrail,
    OrganizationPackOptions,
    QueueDestination,
    ReplicationAccess,
    ReplicationDestination,
    ReplicationHealth,
    RequestAlarms,
    SseAlgorithm,
    TableBucketEncryption,
    TopicDestination,
    TwoWayReplication,
    UploadAlarms,
    UploadEncryption,
    UploadMetrics,
    VectorBucketEncryption,
    VectorDistanceMetric,
    WatchedBuckets,
)
from constructs import Construct

KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


def buckets(app: App, stack: Stack) -> None:
    former = EncryptionKey(stack, "Former")
    data = EncryptedBucket(
        stack,
        "Data",
        default_encryption=DefaultEncryption.sse_kms(),
        upload_encryption=UploadEncryption.bucket_default(accepted_keys=[former]),
    )
    data.add_object_created_notification(
        QueueDestination(sqs.Queue(stack, "Queue", encryption=sqs.QueueEncryption.KMS))
    )
    data.add_object_removed_notification(TopicDestination(sns.Topic(stack, "Topic")))
    cloudfront.Distribution(
        stack,
        "Distribution",
        default_behavior=cloudfront.BehaviorOptions(
            origin=EncryptedBucketOrigin(data, distribution_id="E2EXAMPLE12345")
        ),
    )
    AccessLogDelivery(stack, "AccessLogs", bucket=EncryptedBucket(stack, "Logged"))
    log_bucket = LogBucket(stack, "Logs")
    log_bucket.accept_logs_from(LogSource.s3_inventory(buckets=[data], prefix="inventory"))
    ObjectReencryption(
        stack,
        "Reencryption",
        bucket=data,
        objects=ObjectSelection.matching(encrypted_with=[CurrentEncryption.sse_kms(key=former)]),
        reports=log_bucket,
    )
    EncryptionInventory(
        stack, "Inventory", bucket=data, additional_fields=[InventoryField.ETAG], storage_lens=True
    )


def monitoring(app: App, stack: Stack) -> None:
    monitor = EncryptionMonitor(
        stack, "Monitor", buckets=WatchedBuckets.of(EncryptedBucket(stack, "Data"))
    )
    monitor.topic.grant_publish(iam.ServicePrincipal("events.amazonaws.com"))


def parts_of_monitoring(app: App, stack: Stack) -> None:
    topic = AlertTopic(stack, "Alerts").topic
    BucketChangeAlerts(stack, "BucketChanges", bucket_names=["the-data"], topic=topic)
    KeyChangeAlerts(stack, "KeyChanges", key_arns=[KEY_ARN], topic=topic)
    KeyLifecycleAlerts(stack, "KeyLifecycle", key_arns=[KEY_ARN], topic=topic)
    BatchJobAlerts(stack, "BatchJobs", topic=topic)
    KmsQuotaAlarm(stack, "Quota", percent=60, topic=topic)
    KeyUseAlarms(stack, "KeyUse", key_arns=[KEY_ARN], topic=topic)
    RequestAlarms(stack, "Requests", topic=topic)
    UploadAlarms(
        stack,
        "Uploads",
        expected=[ExpectedEncryption(bucket_name="the-data", algorithm=SseAlgorithm.SSE_KMS)],
        topic=topic,
    )
    dashboard = EncryptionDashboard(stack, "Dashboard")
    dashboard.add_buckets(DashboardBucket(bucket_name="the-data", algorithm=SseAlgorithm.SSE_KMS))
    trail = ObjectTrail(stack, "Trail", retention=logs.RetentionDays.ONE_YEAR)
    trail.watch(EncryptedBucket(stack, "Data"))
    UploadMetrics(stack, "Metrics", log_group=trail.log_group)


def replication(app: App, stack: Stack) -> None:
    there = Stack(app, "There", env=Environment(account=stack.account, region="eu-central-1"))
    one_way = BucketReplication(
        stack,
        "Replication",
        source=EncryptedBucket(stack, "Source", bucket_name="the-source"),
        rules=[
            BucketReplicationRule(
                destination=ReplicationDestination.bucket(EncryptedBucket(there, "Destination")),
                delete_markers=True,
            )
        ],
    )
    one_way.replicate_existing(reports=LogBucket(stack, "Reports"))
    health = ReplicationHealth(stack, "Health", replication=one_way, other_regions=[there])
    assert len(health.failure_alarms) == 1
    TwoWayReplication(
        stack,
        "TwoWay",
        first=EncryptedBucket(stack, "Dublin"),
        second=EncryptedBucket(there, "Frankfurt"),
    )
    ReplicationAccess(
        stack,
        "Access",
        bucket=EncryptedBucket(stack, "Replicas"),
        source_account="444455556666",
        source_role="replicates-orders",
    )


def organization(app: App, stack: Stack) -> None:
    guardrail = OrganizationGuardrail(
        stack,
        "Guardrail",
        target_ids=["ou-ab12-34567890"],
        allowed_key_arns=["arn:aws:kms:*:111122223333:key/*"],
        exempt_bucket_tag=BucketTag(key="encryption", value="exempt"),
    )
    assert "DenyOtherEncryptionKeys" in guardrail.policy_text
    EncryptionConfigRules(
        stack,
        "ConfigRules",
        rules=[EncryptionConfigRule.SSL_REQUESTS_ONLY],
        organization_pack=OrganizationPackOptions(excluded_accounts=["111122223333"]),
    )
    hook = EncryptionHook(
        stack,
        "Hook",
        failure_mode=EncryptionHookFailureMode.FAIL,
        operations=[EncryptionHookOperation.STACK, EncryptionHookOperation.RESOURCE],
        rule_set=EncryptionHookRuleSet.STRICT,
        without_rules=["AccessLoggingEnabled"],
        new_findings_only=True,
    )
    assert [name.startswith("Private::S3Encryption::") for name in hook.hook_names] == [True, True]
    EncryptedBucket(stack, "Data")
    EncryptedBucket(stack, "More")


def defaults(app: App, stack: Stack) -> None:
    applied = EncryptedBucketDefaults.apply_to(
        stack,
        encryption=DefaultEncryption.sse_kms(),
        one_key_per_stack=True,
        exempt_paths=["*/ThirdParty"],
    )
    assert applied.changes == []
    s3.Bucket(stack, "Theirs")
    s3.CfnBucket(stack, "L1")
    EncryptedBucket(stack, "Data")
    EncryptedBucket(stack, "More")


def other_kinds(app: App, stack: Stack) -> None:
    role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    directory = EncryptedDirectoryBucket(stack, "Scratch", zone=DirectoryBucketZone.availability_zone("euw1-az1"))
    tables = EncryptedTableBucket(
        stack,
        "Lake",
        table_bucket_name="lake",
        encryption=TableBucketEncryption.sse_kms(key=EncryptionKey(stack, "Key")),
    )
    tables.add_table("Orders", namespace_name="sales", table_name="orders")
    vectors = EncryptedVectorBucket(stack, "Embeddings", encryption=VectorBucketEncryption.sse_kms())
    vectors.add_index("Documents", dimension=2, distance_metric=VectorDistanceMetric.COSINE)
    directory.grant_read_write(role)
    tables.grant_read(role)
    vectors.grant_read(role, "documents")
    shared = EncryptedTableBucket.from_encrypted_table_bucket_attributes(stack, "Shared", table_bucket_name="shared", encryption_key=tables.encryption_key)
    shared.grant_create_tables(role)
    store = EncryptedVectorBucket.from_encrypted_vector_bucket_attributes(stack, "Store", vector_bucket_name="store")
    store.grant_read_write(role, "documents")
    scratch = EncryptedDirectoryBucket.from_encrypted_directory_bucket_attributes(stack, "Shuffle", bucket_name="shuffle--euw1-az1--x-s3")
    scratch.grant_read(role)
    assert shared.table_bucket_name == "shared"
    template = Template.from_stack(stack)
    template.resource_count_is("AWS::S3Express::BucketPolicy", 1)
    template.resource_count_is("AWS::S3Tables::TableBucketPolicy", 1)
    template.resource_count_is("AWS::S3Vectors::VectorBucketPolicy", 1)


SCENES: list[Callable[[App, Stack], None]] = [buckets, monitoring, parts_of_monitoring, replication, organization, defaults, other_kinds]
made: set[str] = set()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_scene(app: App, stack: Stack, scene: Callable[[App, Stack], None]) -> None:
    scene(app, stack)
    made.update(type(construct).__name__ for construct in stack.node.find_all())
    template = Template.from_stack(stack)
    assert len(template.to_json()["Resources"]) > 3


def test_every_construct_is_used() -> None:
    exported = {
        name
        for name, value in vars(cdk_s3_encryption).items()
        if inspect.isclass(value) and issubclass(value, Construct) and name != "Replication"
    }
    assert len(exported) > 20
    assert exported - made == set()


def test_an_encrypted_bucket_goes_wherever_a_bucket_goes(stack: Stack) -> None:
    bucket: s3.Bucket = EncryptedBucket(stack, "Data")
    assert isinstance(bucket.node.default_child, s3.CfnBucket)
    assert isinstance(bucket.node.find_child("Key"), EncryptionKey)
