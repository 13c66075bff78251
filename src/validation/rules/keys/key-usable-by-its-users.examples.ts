import { examples } from '../private/examples';

export const keyUsableByItsUsersExamples = examples({
  bad: `
    Resources:
      Table:
        Type: AWS::DynamoDB::Table
        Properties:
          AttributeDefinitions:
            - AttributeName: id
              AttributeType: S
          KeySchema:
            - AttributeName: id
              KeyType: HASH
          BillingMode: PAY_PER_REQUEST
          SSESpecification:
            SSEEnabled: true
            SSEType: KMS
            KMSMasterKeyId: !GetAtt Key.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          KeyPolicy:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
                Action:
                  - kms:DescribeKey
                  - kms:EnableKeyRotation
                  - kms:GetKeyPolicy
                  - kms:PutKeyPolicy
                  - kms:ScheduleKeyDeletion
                Resource: '*'
              - Effect: Allow
                Principal:
                  AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
                Action:
                  - kms:Decrypt
                  - kms:GenerateDataKey
                Resource: '*'
                Condition:
                  StringEquals:
                    kms:ViaService: !Sub s3.\${AWS::Region}.amazonaws.com
  `,
  good: `
    Resources:
      Table:
        Type: AWS::DynamoDB::Table
        Properties:
          AttributeDefinitions:
            - AttributeName: id
              AttributeType: S
          KeySchema:
            - AttributeName: id
              KeyType: HASH
          BillingMode: PAY_PER_REQUEST
          SSESpecification:
            SSEEnabled: true
            SSEType: KMS
            KMSMasterKeyId: !GetAtt Key.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          KeyPolicy:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
                Action:
                  - kms:DescribeKey
                  - kms:EnableKeyRotation
                  - kms:GetKeyPolicy
                  - kms:PutKeyPolicy
                  - kms:ScheduleKeyDeletion
                Resource: '*'
              - Effect: Allow
                Principal:
                  AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
                Action:
                  - kms:CreateGrant
                  - kms:Decrypt
                  - kms:Encrypt
                  - kms:GenerateDataKey*
                  - kms:ReEncrypt*
                Resource: '*'
                Condition:
                  StringEquals:
                    kms:ViaService: !Sub dynamodb.\${AWS::Region}.amazonaws.com
  `,
});
