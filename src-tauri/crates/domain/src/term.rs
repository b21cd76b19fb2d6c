//! One declaration per closed list of words: the code that is stored and sent, and the Chinese term that is shown.

/// Declares a closed enum whose members each carry a stored code and a Chinese term.
///
/// The code is what stands in the database, in JSON and in the generated TypeScript; the term is what people read.
macro_rules! terms {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal => $term:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, specta::Type)]
        pub enum $name { $($(#[$vmeta])* #[doc = $term] #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every member, in the order in which people list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stored code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The Chinese term.
            pub const fn term(self) -> &'static str {
                match self { $(Self::$variant => $term,)+ }
            }

            /// The member with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// The member with this Chinese term, if there is one.
            pub fn from_term(term: &str) -> Option<Self> {
                match term { $($term => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        stored_as_text!($name);
    };
}

/// Lets a code be bound to and read from a text column on either engine.
#[cfg(feature = "sqlx")]
macro_rules! stored_as_text {
    ($name:ident) => {
        impl<DB: sqlx::Database> sqlx::Type<DB> for $name
        where
            String: sqlx::Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <String as sqlx::Type<DB>>::type_info()
            }
            fn compatible(ty: &DB::TypeInfo) -> bool {
                <String as sqlx::Type<DB>>::compatible(ty)
            }
        }

        impl<'q, DB: sqlx::Database> sqlx::Encode<'q, DB> for $name
        where
            String: sqlx::Encode<'q, DB>,
        {
            fn encode_by_ref(
                &self,
                buf: &mut <DB as sqlx::Database>::ArgumentBuffer,
            ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                <String as sqlx::Encode<'q, DB>>::encode(self.code().to_owned(), buf)
            }
        }

        impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for $name
        where
            String: sqlx::Decode<'r, DB>,
        {
            fn decode(value: <DB as sqlx::Database>::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                let code = <String as sqlx::Decode<'r, DB>>::decode(value)?;
                Self::from_code(&code).ok_or_else(|| format!("{code:?} is no {}", stringify!($name)).into())
            }
        }
    };
}

#[cfg(not(feature = "sqlx"))]
macro_rules! stored_as_text {
    ($name:ident) => {};
}
