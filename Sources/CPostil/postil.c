#include "postil.h"
