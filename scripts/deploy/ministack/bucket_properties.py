"""Properties of AWS::S3::Bucket that MiniStack's CloudFormation passes over: given to its S3 as requests would give them."""
from xml.etree.ElementTree import Element, SubElement, tostring

from ministack.services import s3
from ministack.services.cloudformation import provisioners

# Lists of CloudFormation, and the element of each item in S3's API.
ITEMS = {"Rules": "Rule", "TagFilters": "Tag", "ServerSideEncryptionConfiguration": "Rule", "Transitions": "Transition"}
# Names that differ in S3's API.
NAMES = {"Id": "ID", "TagFilter": "Tag", "ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault"}


def xml(name: str, value) -> bytes:
    root = Element(name, xmlns=s3.S3_NS)
    _fill(root, value)
    return tostring(root, encoding="utf-8")


def _fill(element, value) -> None:
    for name, inner in value.items():
        for item in inner if isinstance(inner, list) else [inner]:
            child = SubElement(element, ITEMS.get(name, name) if isinstance(inner, list) else NAMES.get(name, name))
            if isinstance(item, dict):
                _fill(child, item)
            else:
                child.text = str(item).lower() if isinstance(item, bool) else str(item)


def _lifecycle(rules: list) -> bytes:
    """CloudFormation has days where S3 has elements of their own."""
    written = []
    for rule in rules:
        said = {"ID": rule.get("Id", ""), "Filter": {"Prefix": rule.get("Prefix", "")}, "Status": rule["Status"]}
        if "ExpirationInDays" in rule:
            said["Expiration"] = {"Days": rule["ExpirationInDays"]}
        if "ExpiredObjectDeleteMarker" in rule:
            said["Expiration"] = {"ExpiredObjectDeleteMarker": rule["ExpiredObjectDeleteMarker"]}
        said["Transitions"] = [{"Days": item["TransitionInDays"], "StorageClass": item["StorageClass"]} for item in rule.get("Transitions", [])]
        for name in ("AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration"):
            if name in rule:
                said[name] = rule[name]
        written.append(said)
    return xml("LifecycleConfiguration", {"Rules": written})


def _logging(value: dict) -> bytes:
    said = {"TargetBucket": value.get("DestinationBucketName", ""), "TargetPrefix": value.get("LogFilePrefix", "")}
    if "TargetObjectKeyFormat" in value:
        said["TargetObjectKeyFormat"] = value["TargetObjectKeyFormat"]
    return xml("BucketLoggingStatus", {"LoggingEnabled": said})


# Each property: what S3's API gets, and how it is taken off.
PROPERTIES = (
    ("BucketEncryption", lambda value: xml("ServerSideEncryptionConfiguration", value), s3._put_bucket_encryption, s3._delete_bucket_encryption),
    ("OwnershipControls", lambda value: xml("OwnershipControls", value), s3._put_bucket_ownership_controls, s3._delete_bucket_ownership_controls),
    ("LoggingConfiguration", _logging, s3._put_bucket_logging, lambda name: s3._put_bucket_logging(name, xml("BucketLoggingStatus", {}))),
    ("LifecycleConfiguration", lambda value: _lifecycle(value["Rules"]), s3._put_bucket_lifecycle, s3._delete_bucket_lifecycle),
    ("ReplicationConfiguration", lambda value: xml("ReplicationConfiguration", value), s3._put_bucket_replication, s3._delete_bucket_replication),
    ("Tags", lambda value: xml("Tagging", {"TagSet": {"Tag": value}}), s3._put_bucket_tagging, s3._delete_bucket_tagging),
)


def _apply(name: str, properties: dict, before: dict) -> None:
    for prop, body, put, delete in PROPERTIES:
        if prop in properties:
            answer = put(name, body(properties[prop]))
        elif prop in before:
            answer = delete(name)
        else:
            continue
        if answer[0] >= 300:
            raise ValueError(f"AWS::S3::Bucket {name}: S3 refuses {prop}: {answer[2]!r}")


def install() -> None:
    handlers = provisioners._RESOURCE_HANDLERS["AWS::S3::Bucket"]
    create, update = handlers["create"], handlers["update"]

    def create_bucket(logical_id, properties, stack_name):
        name, attributes = create(logical_id, properties, stack_name)
        _apply(name, properties, {})
        return name, attributes

    def update_bucket(physical_id, before, properties, stack_name):
        name, attributes = update(physical_id, before, properties, stack_name)
        _apply(name, properties, before)
        return name, attributes

    handlers["create"], handlers["update"] = create_bucket, update_bucket
