//! The portal as a whole, over HTTP: a database of its own for every test, and the sandbox as the outside world.

mod support;

mod announcements;
mod attachments;
mod audit;
mod catalogue;
mod client_addresses;
mod connections;
mod cross_site;
mod desk;
mod dossiers;
mod finance;
mod frames;
mod hostile_input;
mod http_surface;
mod identity;
mod insert_only;
mod installation;
mod jobs;
mod languages;
mod light_pages;
mod lists;
mod mail;
mod native_forms;
mod officers;
mod passkeys;
mod payments;
mod proxies;
mod publicity;
mod queries;
mod refused_posts;
mod registration;
mod retention;
mod settings;
mod sign_in;
mod tracking;
