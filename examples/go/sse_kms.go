package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption"
)

// NewSseKmsStack uses customer managed keys, with an S3 Bucket Key: what an EncryptedBucket does unless told otherwise.
func NewSseKmsStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)

	// A key of its own.
	orders := cdks3encryption.NewEncryptedBucket(stack, jsii.String("Orders"), nil)

	// One key for several buckets.
	key := cdks3encryption.NewEncryptionKey(stack, jsii.String("Key"), &cdks3encryption.EncryptionKeyProps{
		Alias: jsii.String("reports"),
	})
	withKey := &cdks3encryption.EncryptedBucketProps{
		DefaultEncryption: cdks3encryption.DefaultEncryption_SseKms(&cdks3encryption.SseKmsOptions{Key: key}),
	}
	cdks3encryption.NewEncryptedBucket(stack, jsii.String("Reports"), withKey)
	cdks3encryption.NewEncryptedBucket(stack, jsii.String("ReportDrafts"), withKey)

	// A grant on the bucket includes what its key needs.
	reader := awsiam.NewRole(stack, jsii.String("Reader"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil),
	})
	orders.GrantRead(reader, nil)

	return stack
}
