mod password;
mod phone;
