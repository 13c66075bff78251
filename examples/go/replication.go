package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption"
)

// ReplicasStack is where the replicas go: a bucket like any other.
type ReplicasStack struct {
	awscdk.Stack
	Bucket cdks3encryption.EncryptedBucket
}

// NewReplicasStack makes the bucket that the replicas go to.
func NewReplicasStack(scope constructs.Construct, id string, props *awscdk.StackProps) *ReplicasStack {
	stack := awscdk.NewStack(scope, &id, props)

	return &ReplicasStack{
		Stack:  stack,
		Bucket: cdks3encryption.NewEncryptedBucket(stack, jsii.String("Replicas"), nil),
	}
}

// OriginalsStackProps says where the originals are, and where they are replicated.
type OriginalsStackProps struct {
	awscdk.StackProps
	Replicas cdks3encryption.EncryptedBucket
}

// NewOriginalsStack makes a bucket that is replicated to another Region, with keys of AWS KMS on both sides.
func NewOriginalsStack(scope constructs.Construct, id string, props *OriginalsStackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, &props.StackProps)

	cdks3encryption.NewBucketReplication(stack, jsii.String("Replication"), &cdks3encryption.BucketReplicationProps{
		Source: cdks3encryption.NewEncryptedBucket(stack, jsii.String("Originals"), nil),
		Rules: &[]*cdks3encryption.BucketReplicationRule{
			{Destination: cdks3encryption.ReplicationDestination_Bucket(props.Replicas, nil), DeleteMarkers: jsii.Bool(true)},
		},
	})

	return stack
}
