package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption"
)

// NewSseS3Stack uses keys that S3 manages: no key policies, no KMS requests, no readers in other accounts to think of.
func NewSseS3Stack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)

	cdks3encryption.NewEncryptedBucket(stack, jsii.String("Thumbnails"), &cdks3encryption.EncryptedBucketProps{
		DefaultEncryption: cdks3encryption.DefaultEncryption_SseS3(),
	})

	return stack
}
