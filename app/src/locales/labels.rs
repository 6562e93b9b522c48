//! What pages call what a message names, or tells its reader to press. Messages of the server quote these and spell none themselves.

use super::{Text, attachments, components, dossier, identity_number, procedures, sign_in};

/// The button that adds documents to a dossier.
pub const ADD_DOCUMENTS: Text = attachments::ADD;
/// The link from a procedure to its form.
pub const FILE_DOSSIER: Text = procedures::FILE;
/// The link on the page for signing in, to another password.
pub const FORGOT_PASSWORD: Text = sign_in::FORGOT_PASSWORD;
/// The link beside a one-time code, to another telephone number.
pub const LOST_PHONE: Text = components::LOST_PHONE;
/// The button that saves a draft.
pub const SAVE_DRAFT: Text = dossier::SAVE;
/// The button that sends a draft.
pub const SEND_DOSSIER: Text = dossier::SEND;
/// The button that sends another one-time code.
pub const RESEND_CODE: Text = components::RESEND;
/// What the page says where an account has nothing to move.
pub const NOTHING_TO_MOVE: Text = identity_number::NOTHING_TO_MOVE;
/// The field of the unit that receives a dossier.
pub const RECEIVING_UNIT: Text = dossier::RECEIVING_UNIT;
