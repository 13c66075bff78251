package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption"
)

// NewSseKmsAwsManagedStack uses the AWS managed key aws/s3: no key to keep, but no reader in another account either.
func NewSseKmsAwsManagedStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)

	scratch := cdks3encryption.NewEncryptedBucket(stack, jsii.String("Scratch"), &cdks3encryption.EncryptedBucketProps{
		DefaultEncryption: cdks3encryption.DefaultEncryption_SseKmsAwsManaged(nil),
	})

	// The checks advise against it; this is how to say that it is meant.
	awscdk.Validations_Of(scratch).Acknowledge(&awscdk.Acknowledgment{
		Id:     jsii.String("S3Encryption::CustomerManagedKey"),
		Reason: jsii.String("Scratch data: no other account reads it, and nobody has to look after a key."),
	})

	return stack
}
