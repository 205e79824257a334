"""What all edges share: errors as answers, the vantage, parameters, headers, assets, logging."""
