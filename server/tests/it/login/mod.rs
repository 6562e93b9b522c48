mod certificate;
mod federated;
mod passkey;
mod password;
