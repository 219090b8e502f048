"""Names and postal addresses in running text: an embedded model, asked only where people are talked about."""
