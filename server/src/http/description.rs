//! The OpenAPI document: what it says of each endpoint.

use app::api::{Endpoint, Problem};
use http::Method;
use utoipa::{
    ToSchema,
    openapi::{
        Content, HttpMethod, OpenApi, Ref, RefOr, Required,
        path::{OperationBuilder, ParameterBuilder, ParameterIn},
        request_body::RequestBodyBuilder,
        response::ResponseBuilder,
        schema::{ObjectBuilder, Schema, Type},
    },
};

/// What the document says of an endpoint.
struct Described {
    name: &'static str,
    summary: &'static str,
    method: Method,
    path: &'static str,
    input: Shape,
    output: Shape,
}

/// A schema under its name, and those that it refers to.
struct Shape {
    name: String,
    schema: RefOr<Schema>,
    within: Vec<(String, RefOr<Schema>)>,
}

impl Described {
    fn of<E: Endpoint>() -> Self {
        Self {
            name: E::NAME,
            summary: E::SUMMARY,
            method: E::METHOD,
            path: E::PATH,
            input: Shape::of::<E::Input>(),
            output: Shape::of::<E::Output>(),
        }
    }
}

impl Shape {
    fn of<T: ToSchema>() -> Self {
        let mut within = Vec::new();
        T::schemas(&mut within);
        Self {
            name: T::name().into_owned(),
            schema: T::schema(),
            within,
        }
    }
}

/// Adds an endpoint, its schemas and its problem answer to the document.
pub fn add<E: Endpoint>(document: &mut OpenApi) {
    describe(document, &Described::of::<E>());
}

/// Of one type for all endpoints, so that it compiles once.
fn describe(document: &mut OpenApi, endpoint: &Described) {
    let components = document.components.get_or_insert_with(Default::default);
    for body in [&endpoint.input, &endpoint.output, &Shape::of::<Problem>()] {
        let named = (body.name.clone(), body.schema.clone());
        components.schemas.extend([named]);
        components.schemas.extend(body.within.iter().cloned());
    }

    let json = |name: &str, media: &str| {
        (
            media.to_owned(),
            Content::new(Some(Ref::from_schema_name(name))),
        )
    };
    let mut operation = OperationBuilder::new()
        .operation_id(Some(endpoint.name))
        .summary(Some(endpoint.summary.trim()));
    for member in endpoint
        .path
        .split('/')
        .filter_map(|segment| segment.strip_prefix('{'))
    {
        operation = operation.parameter(
            ParameterBuilder::new()
                .name(member.trim_end_matches('}'))
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
                .build(),
        );
    }
    if endpoint.method == Method::GET {
        if let RefOr::T(Schema::Object(object)) = &endpoint.input.schema {
            for (name, schema) in &object.properties {
                operation = operation.parameter(
                    ParameterBuilder::new()
                        .name(name)
                        .parameter_in(ParameterIn::Query)
                        .required(Required::False)
                        .schema(Some(schema.clone()))
                        .build(),
                );
            }
        }
    } else {
        let (media, content) = json(&endpoint.input.name, "application/json");
        operation = operation.request_body(Some(
            RequestBodyBuilder::new()
                .content(media, content)
                .required(Some(Required::True))
                .build(),
        ));
    }
    let (media, content) = json(&endpoint.output.name, "application/json");
    let (problem_media, problem_content) = json("Problem", "application/problem+json");
    let operation = operation
        .response(
            "200",
            ResponseBuilder::new()
                .description("Success")
                .content(media, content)
                .build(),
        )
        .response(
            "default",
            ResponseBuilder::new()
                .description("RFC 9457 problem")
                .content(problem_media, problem_content)
                .build(),
        )
        .build();
    let method = if endpoint.method == Method::GET {
        HttpMethod::Get
    } else {
        HttpMethod::Post
    };
    document
        .paths
        .add_path_operation(endpoint.path, vec![method], operation);
}
